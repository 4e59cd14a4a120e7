import { QueryClient } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";

import { changeJob, dropJobs, followJob, moveAtOnce, putJob } from "@/features/jobs/jobEvents";
import { queueOpenedStore } from "@/features/jobs/queueOpenedStore";
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

test("a job that is not known yet is taken from the answer, one that is known is not", () => {
  const client = clientWith();
  putJob(client, jobRecord("j", { state: "queued" }));
  expect(stateIn(client)).toBe("queued");
  followJob(client, jobRecord("j", { state: "running" }));
  putJob(client, jobRecord("j", { state: "queued" }));
  expect(stateIn(client)).toBe("running");
});

test.each([
  ["is taken", null, "paused"],
  ["that an event overtook is not", jobRecord("j", { state: "queued" }), "queued"],
])("the answer to a change %s", async (_, event, state) => {
  const client = clientWith(jobRecord("j"));
  await changeJob(client, "j", () => {
    if (event) {
      followJob(client, event);
    }
    return Promise.resolve(jobRecord("j", { state: "paused" }));
  });
  expect(stateIn(client)).toBe(state);
});

test("a job is moved at once, and goes back where it was when the server refuses", async () => {
  const client = clientWith(jobRecord("j", { state: "queued", rank: 3 }));
  const rankIn = () => client.getQueryData(jobsQuery.queryKey)?.j?.rank;
  const job = jobRecord("j", { state: "queued", rank: 3 });
  const moving = moveAtOnce(client, job, 1.5, () => {
    expect(rankIn()).toBe(1.5);
    return Promise.reject(new Error("refused"));
  });
  await expect(moving).rejects.toThrow("refused");
  expect(rankIn()).toBe(3);
  await moveAtOnce(client, job, 1.5, () => Promise.resolve({ ...job, rank: 1.25 }));
  expect(rankIn()).toBe(1.25);
});

test("progress never runs backwards while a job runs, and does when it begins anew", () => {
  const client = clientWith(jobRecord("j", { progress: 0.5, remaining_seconds: 60 }));
  const known = () => client.getQueryData(jobsQuery.queryKey)?.j;
  followJob(client, jobRecord("j", { progress: 0.4, remaining_seconds: 70, stage: "Saving" }));
  expect(known()).toMatchObject({ progress: 0.5, remaining_seconds: 60, stage: "Saving" });
  followJob(client, jobRecord("j", { progress: 0.6, remaining_seconds: 50 }));
  expect(known()).toMatchObject({ progress: 0.6, remaining_seconds: 50 });
  followJob(client, jobRecord("j", { state: "queued", progress: 0 }));
  expect(known()?.progress).toBe(0);
});

test("jobs that were cleared are gone, and the others stay", () => {
  const client = clientWith(jobRecord("j", { state: "done" }), jobRecord("k"));
  dropJobs(client, ["j", "unknown"]);
  expect(Object.keys(client.getQueryData(jobsQuery.queryKey) ?? {})).toEqual(["k"]);
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

test("nothing is said of what the open queue shows", () => {
  queueOpenedStore.set(true);
  followJob(clientWith(), jobRecord("j", { state: "failed" }));
  followJob(clientWith(), jobRecord("k", { state: "cancelled" }));
  expect(noticeStore.get()).toEqual([]);
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
