import { expect, test, vi } from "vitest";

import { request } from "@/services/api/client";
import { sentenceOf } from "@/services/api/problem";
import api from "@/locales/en/api.json";

function answerWith(status: number, body: string) {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(body, { status })));
}

const failure = (path = "/x") => request(path).then(() => null, sentenceOf);

test("a refusal is told in the server's own sentence", async () => {
  answerWith(422, '{"title":"No","detail":"The scale is 3; choose 2 or 4.","status":422,"type":"x","errors":[]}');
  expect(await failure()).toBe("The scale is 3; choose 2 or 4.");
});

test("an answer of something in between is told in a sentence too", async () => {
  answerWith(500, "<html>Internal Server Error</html>");
  expect(await failure()).toBe(api.unexpected.replace("{{status}}", "500"));
  answerWith(502, "Bad Gateway");
  expect(await failure()).toBe(api.unreachable);
});

test("a server that is gone is told as such", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  expect(await failure()).toBe(api.unreachable);
});

test("parameters that are null or undefined stay out of the address", async () => {
  const fetch = vi.fn(() => Promise.resolve(new Response("{}")));
  vi.stubGlobal("fetch", fetch);
  await request("/images", { query: { cursor: null, limit: 5, origin_id: undefined, kind: "a&b" } });
  expect(fetch).toHaveBeenCalledWith("/api/images?limit=5&kind=a%26b", expect.anything());
});
