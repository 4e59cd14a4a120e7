import { vi } from "vitest";

/** One request that the page sent. */
export interface SentRequest {
  readonly route: string;
  readonly body: unknown;
}

/** What a route answers, now or later: a body with status 200, or a problem. */
type Answer = (body: unknown, query: URLSearchParams) => unknown;

/** A problem to answer with. */
export class Refusal {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly type = "/problems/x",
  ) {}
}

/** Stands in for the browser's XMLHttpRequest, as far as sending a form goes. */
class FakeFormRequest extends EventTarget {
  status = 0;
  responseText = "";
  readonly upload = new EventTarget();
  private route = "";

  constructor(private readonly answer: (route: string, form: FormData) => Promise<Response>) {
    super();
  }

  open(method: string, url: string): void {
    this.route = `${method} ${url}`;
  }

  send(form: FormData): void {
    const files = [...form.values()].filter((value) => value instanceof File);
    const loaded = files.reduce((sum, { size }) => sum + size, 0);
    this.upload.dispatchEvent(new ProgressEvent("progress", { loaded }));
    void this.answer(this.route, form)
      .then(async (response) => {
        this.status = response.status;
        this.responseText = await response.text();
        this.dispatchEvent(new Event("load"));
      })
      .catch(() => {
        this.dispatchEvent(new Event("error"));
      });
  }

  abort(): void {
    this.dispatchEvent(new Event("abort"));
  }
}

/**
 * Answers the page's requests at the network's edge, which carry JSON or a form. Routes are written `GET /api/jobs`, without the query; a request to
 * any other fails the way a server that is gone does.
 */
export function startFakeServer(routes: Readonly<Record<string, Answer>>): SentRequest[] {
  const sent: SentRequest[] = [];
  const take = async (route: string, body: unknown, query = ""): Promise<Response> => {
    sent.push({ route, body });
    const answer = routes[route];
    if (!answer) {
      throw new TypeError(`Nothing answers ${route}`);
    }
    return responseOf(await answer(body, new URLSearchParams(query)));
  };
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : null;
    const [path = "", query] = url.split("?");
    return take(`${init.method ?? "GET"} ${path}`, body, query);
  });
  vi.stubGlobal(
    "XMLHttpRequest",
    class extends FakeFormRequest {
      constructor() {
        super((route, form) => take(route, form));
      }
    },
  );
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
