import { expect, test } from "vitest";

import { moveTo } from "@/features/queue/queueOrder";
import { jobRecord } from "@/testing/records";

const waiting = [1, 2, 3].map((rank) => jobRecord(`j${rank}`, { state: "queued", rank }));

test.each([
  [2, 0, { to: "front", before: null }, 0],
  [2, 1, { to: null, before: "j2" }, 1.5],
  [0, 1, { to: null, before: "j3" }, 2.5],
  [0, 2, { to: "back", before: null }, 4],
  [1, 0, { to: "front", before: null }, 0],
])("from place %d to place %d", (from, to, place, rank) => {
  expect(moveTo(waiting, waiting[from] ?? jobRecord("none"), to)).toEqual({ place, rank });
});

test.each([
  ["where it is", waiting[1], 1],
  ["before the first place", waiting[0], -1],
  ["behind the last place", waiting[2], 3],
  ["when it waits no longer", jobRecord("gone"), 0],
])("a job does not move %s", (_, job, to) => {
  expect(job && moveTo(waiting, job, to)).toBeNull();
});
