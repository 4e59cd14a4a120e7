import { vi } from "vitest";

/** One request that the page sent. */
export interface SentRequest {
  readonly route: string;
  readonly body: unknown;
}

/** What a route answers: a body with status 200, or a problem. */
type Answer = (body: unknown) => unknown;

/** A problem to answer with. */
export class Refusal {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly type = "/problems/x",
  ) {}
}

/**
 * Answers the page's requests at the network's edge. Routes are written `GET /api/jobs`, without the query; a request to
 * any other fails the way a server that is gone does.
 */
export function startFakeServer(routes: Readonly<Record<string, Answer>>): SentRequest[] {
  const sent: SentRequest[] = [];
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    const route = `${init.method ?? "GET"} ${url.split("?")[0] ?? ""}`;
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : null;
    sent.push({ route, body });
    const answer = routes[route];
    if (!answer) {
      return Promise.reject(new TypeError(`Nothing answers ${route}`));
    }
    return Promise.resolve(responseOf(answer(body)));
  });
  return sent;
}

function responseOf(content: unknown): Response {
  if (content instanceof Refusal) {
    const { status, detail, type } = content;
    return new Response(JSON.stringify({ type, title: "Refused", status, detail, errors: [] }), {
      status,
    });
  }
  return new Response(JSON.stringify(content), { status: 200 });
}
