import { QueryClient } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";

import { followJob, putJob } from "@/features/jobs/jobEvents";
import { followedJobsStore } from "@/features/library/followedJobsStore";
import { noticeStore } from "@/features/notices/noticeStore";
import { jobsQuery } from "@/services/api/queries";
import { startFakeServer } from "@/testing/fakeServer";
import { generateJob, jobRecord, RECIPE } from "@/testing/records";

const clientWith = (...jobs: ReturnType<typeof jobRecord>[]) => {
  const client = new QueryClient();
  client.setQueryData(jobsQuery.queryKey, Object.fromEntries(jobs.map((job) => [job.id, job])));
  return client;
};
const stateIn = (client: QueryClient) => client.getQueryData(jobsQuery.queryKey)?.j?.state;

test("an answer that an event overtook does not bring back the older state", () => {
  const client = clientWith(jobRecord("j"));
  followJob(client, jobRecord("j", { state: "cancelled" }));
  putJob(client, jobRecord("j", { state: "running" }));
  expect(stateIn(client)).toBe("cancelled");
});

test("an answer tells of a job that is not known yet, and of a later state", () => {
  const client = clientWith();
  putJob(client, jobRecord("j", { state: "queued" }));
  expect(stateIn(client)).toBe("queued");
  putJob(client, jobRecord("j", { state: "cancelled" }));
  expect(stateIn(client)).toBe("cancelled");
});

test("an event counts whatever was known, as when a restarted server queues a running job again", () => {
  const client = clientWith(jobRecord("j", { state: "running" }));
  followJob(client, jobRecord("j", { state: "queued" }));
  expect(stateIn(client)).toBe("queued");
});

test("that a job was cancelled is said, with what stays", () => {
  followJob(clientWith(), jobRecord("j", { state: "cancelled", results: ["a"] }));
  expect(noticeStore.get().at(-1)).toMatchObject({ kind: "done", message: "1 finished image stays." });
});

test.each([
  [generateJob("g", { results: [] }), "None of 4 images was made."],
  [generateJob("g", { results: ["a", "b", "c"] }), "3 of 4 images made."],
  [
    generateJob("g", { recipe: RECIPE, images: ["a", "b", "c", "d"], results: ["a", "b", "c", "d", "r"] }),
    "4 of 4 images made, 1 of them finished.",
  ],
  [jobRecord("p"), "Nothing was changed."],
])("of a batch it is said how much was made", (job, message) => {
  followJob(clientWith(), { ...job, state: "cancelled" });
  expect(noticeStore.get().at(-1)?.message).toBe(message);
});

test.each([
  [jobRecord("j", { state: "failed" }), "Try again"],
  [jobRecord("j", { state: "cancelled" }), "Try again"],
  [jobRecord("j", { state: "cancelled", results: ["a"] }), "Run the rest"],
])("what a job did not finish can be run again from its notice", async (job, label) => {
  const client = clientWith();
  startFakeServer({ "POST /api/jobs/j/retry": () => jobRecord("again", { state: "queued" }) });
  followJob(client, job);
  const action = noticeStore.get().at(-1)?.action;
  expect(action?.label).toBe(label);
  action?.run();
  await vi.waitFor(() => {
    expect(client.getQueryData(jobsQuery.queryKey)?.again?.state).toBe("queued");
  });
});

test("a failure elsewhere is said, but that of a search for faces is left to the dialog", () => {
  followJob(clientWith(), jobRecord("j", { kind: "detect_faces", state: "failed" }));
  expect(noticeStore.get()).toEqual([]);
  followJob(clientWith(), jobRecord("j", { state: "failed" }));
  expect(noticeStore.get()).toHaveLength(1);
});

test("a failure that the viewer shows in place of the images that were to be made is not said twice", () => {
  followedJobsStore.set(["g"]);
  followJob(clientWith(), generateJob("g", { state: "failed" }));
  expect(noticeStore.get()).toEqual([]);
  followJob(clientWith(), generateJob("h", { state: "failed" }));
  expect(noticeStore.get()).toHaveLength(1);
});
