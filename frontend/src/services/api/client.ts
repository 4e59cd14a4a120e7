import { problemOf, Unreachable } from "@/services/api/problem";

/** What a request carries besides its path. */
export interface RequestOptions {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Parameters of the address; those that are null or undefined are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  readonly signal?: AbortSignal;
}

/** Of an answer to a page that is not signed in, or not any more since the server's token has changed. */
const NOT_SIGNED_IN = 401;

/**
 * Asks the server and gives its JSON answer, which is trusted to be what the OpenAPI document says. A page that has to
 * sign in is loaded anew: the server then answers with a form in its place.
 *
 * @throws ApiProblem when the server refuses, Unreachable when there is no answer.
 */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const response = await send(path, options);
  const text = await response.text();
  if (response.status === NOT_SIGNED_IN) {
    window.location.reload();
  }
  if (!response.ok) {
    throw problemOf(response.status, text);
  }
  return JSON.parse(text) as Answer;
}

async function send(path: string, { method = "GET", body, query = {}, signal }: RequestOptions): Promise<Response> {
  try {
    return await fetch(`/api${path}${queryString(query)}`, {
      method,
      signal: signal ?? null,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") {
      throw error;
    }
    throw new Unreachable();
  }
}

function queryString(query: NonNullable<RequestOptions["query"]>): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
}
