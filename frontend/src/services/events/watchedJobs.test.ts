import { expect, test } from "vitest";

import { reportWatchedJobs, watchJob } from "@/services/events/watchedJobs";

function startReport() {
  const said: string[][] = [];
  return { said, ...reportWatchedJobs(({ jobs }) => said.push(jobs)) };
}
const settled = () => Promise.resolve();

test("each connection is told, and each change once", async () => {
  const { said, begin } = startReport();
  begin();
  const stopFirst = watchJob("a");
  const stopSecond = watchJob("a");
  await settled();
  expect(said).toEqual([[], ["a"]]);
  stopFirst();
  await settled();
  expect(said).toHaveLength(2);
  begin();
  stopSecond();
  await settled();
  expect(said).toEqual([[], ["a"], ["a"], []]);
});

test("a job that another part shows in the same moment is not said anew", async () => {
  const { said, begin } = startReport();
  const stopViewer = watchJob("a");
  begin();
  stopViewer();
  watchJob("a");
  await settled();
  expect(said).toEqual([["a"]]);
});

test("no more jobs are watched than the server allows, the latest first of all", () => {
  const { said, begin } = startReport();
  Array.from({ length: 25 }, (_, index) => watchJob(`j${index}`));
  begin();
  expect(said[0]).toHaveLength(20);
  expect(said[0]).toContain("j24");
});
