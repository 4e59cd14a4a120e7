import { expect, test } from "vitest";

import { formingJob } from "@/features/jobs/jobQueries";
import { generateJob, jobRecord } from "@/testing/records";
import type { JobRecord } from "@/services/api/types";

const forming = generateJob("forming", { results: ["a"] });
const made = generateJob("made", { results: ["a", "b", "c", "d"] });
const waiting = generateJob("waiting", { state: "queued" });
const failed = generateJob("failed", { state: "failed" });
const cancelled = generateJob("cancelled", { state: "cancelled" });
const done = generateJob("done", { state: "done", results: ["a", "b", "c", "d"] });
const upscaling = jobRecord("upscaling");

test.each<[string, JobRecord[], string | null]>([
  ["the one that runs", [waiting, forming], "forming"],
  ["none while one works on images that are made", [made, waiting], null],
  ["the first that waits", [done, waiting], "waiting"],
  ["the one that failed", [done, failed], "failed"],
  ["none for those that are over", [done, cancelled, upscaling], null],
])("of the followed jobs the viewer shows %s", (_, jobs, expected) => {
  const byId = Object.fromEntries([...jobs, generateJob("another's")].map((job) => [job.id, job]));
  const followed = jobs.map(({ id }) => id);
  expect(formingJob(byId, ["unknown", ...followed])?.id ?? null).toBe(expected);
});
