import { beforeEach, expect, test, vi } from "vitest";

import type { CatchUp } from "@/services/api/types";
import { EventSync } from "@/services/events/eventSync";
import type { ServerEvent } from "@/services/events/types";
import { jobRecord } from "@/testing/records";

const event = (sequence: number): ServerEvent => ({ name: "job_updated", data: { ...jobRecord("j"), sequence } });

const caughtUp = (sequences: number[], fields: Partial<CatchUp> = {}): CatchUp => ({
  server_id: "one",
  sequence: sequences.at(-1) ?? 0,
  complete: true,
  events: sequences.map(event),
  ...fields,
});

const fetchMissed = vi.fn<(after: number) => Promise<CatchUp>>();
const reload = vi.fn();
let applied: number[];
let sync: EventSync;

beforeEach(async () => {
  fetchMissed.mockReset();
  reload.mockReset();
  applied = [];
  sync = new EventSync({ fetchMissed, reload, apply: ({ data }) => applied.push(data.sequence) });
  await sync.hello({ server_id: "one", sequence: 10 });
});

test("the first greeting loads everything, so that nothing between loading and connecting is missed", () => {
  expect(reload).toHaveBeenCalledTimes(1);
});

test("live events are applied once each, in order", async () => {
  await sync.receive(event(11));
  await sync.receive(event(11));
  await sync.receive(event(9));
  await sync.receive(event(12));
  expect(applied).toEqual([11, 12]);
  expect(fetchMissed).not.toHaveBeenCalled();
});

test("after a lost connection only what was missed is asked for", async () => {
  fetchMissed.mockResolvedValue(caughtUp([11, 12, 13]));
  await sync.hello({ server_id: "one", sequence: 13 });
  expect(fetchMissed).toHaveBeenCalledWith(10);
  expect(applied).toEqual([11, 12, 13]);
  expect(reload).toHaveBeenCalledTimes(1);
});

test("nothing is asked for when nothing was missed", async () => {
  await sync.hello({ server_id: "one", sequence: 10 });
  expect(fetchMissed).not.toHaveBeenCalled();
});

test("live events that come during a catch-up wait for it", async () => {
  let answer: (value: CatchUp) => void = () => undefined;
  fetchMissed.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  const catchingUp = sync.hello({ server_id: "one", sequence: 12 });
  await sync.receive(event(13));
  await sync.receive(event(14));
  expect(applied).toEqual([]);
  answer(caughtUp([11, 12, 13]));
  await catchingUp;
  expect(applied).toEqual([11, 12, 13, 14]);
});

test("a gap between live events is filled", async () => {
  fetchMissed.mockResolvedValue(caughtUp([11, 12]));
  await sync.receive(event(13));
  expect(applied).toEqual([11, 12, 13]);
});

test("a server that was started again is loaded anew", async () => {
  await sync.hello({ server_id: "two", sequence: 3 });
  expect(reload).toHaveBeenCalledTimes(2);
  await sync.receive(event(4));
  expect(applied).toEqual([4]);
});

test.each([
  ["is incomplete", () => Promise.resolve(caughtUp([40], { complete: false }))],
  ["is another server's", () => Promise.resolve(caughtUp([2], { server_id: "two" }))],
  ["fails", () => Promise.reject(new Error("gone"))],
])("everything is loaded anew when the catch-up %s", async (_, answer) => {
  fetchMissed.mockImplementation(answer);
  await sync.hello({ server_id: "one", sequence: 40 });
  expect(reload).toHaveBeenCalledTimes(2);
  expect(applied).toEqual([]);
});

test("events before the greeting are left to the loading that it causes", async () => {
  const fresh = new EventSync({ fetchMissed, reload, apply: ({ data }) => applied.push(data.sequence) });
  await fresh.receive(event(5));
  expect(applied).toEqual([]);
});
