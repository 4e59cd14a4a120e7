import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test, vi } from "vitest";

import { applyEvent } from "@/app/applyEvent";
import { queueOpenedStore } from "@/features/jobs/queueOpenedStore";
import { shownImageStore } from "@/features/library/shownImageStore";
import { noticeStore } from "@/features/notices/noticeStore";
import { QueueIndicator } from "@/features/queue/components/QueueIndicator";
import { QueueOverlay } from "@/features/queue/components/QueueOverlay";
import type { JobRecord } from "@/services/api/types";
import { Refusal, startFakeServer } from "@/testing/fakeServer";
import { generateJob, imageRecord, jobItem, jobRecord, queueRecord, weightsRecord } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

beforeEach(() => {
  // jsdom lays nothing out: a list of images is said to be 600 pixels high, and each row 48.
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(600);
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(300);
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(48);
});

const running = jobRecord("r", { title: "Upscale 4x: run.jpg", rank: 0 });
const waiting = ["A", "B", "C"].map((title, index) =>
  jobRecord(title, { title, state: "queued", stage: "Waiting", progress: 0, remaining_seconds: 60, rank: index + 1 }),
);
const error = { type: "x", title: "No memory", status: 500, detail: "Choose 2x and try again.", errors: [] };
const failed = jobRecord("f", {
  title: "F",
  state: "failed",
  stage: "Failed",
  error,
  finished_at: "2026-01-01T01:00:00Z",
});
const done = jobRecord("d", { title: "D", state: "done", stage: "Done", finished_at: "2026-01-01T00:30:00Z" });

async function open(jobs: readonly JobRecord[], routes: Parameters<typeof startFakeServer>[0] = {}) {
  const sent = startFakeServer({
    "GET /api/jobs": () => ({ items: jobs, next: null }),
    "GET /api/queue": () => queueRecord({ queued_jobs: 3 }),
    "GET /api/health": () => ({ engine: { state: "busy" } }),
    "GET /api/weights": () => ({ items: [weightsRecord()], folder: "/w", free_bytes: 1 }),
    ...routes,
  });
  const client = renderPart(
    <>
      <QueueIndicator />
      <QueueOverlay />
    </>,
  );
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: /^Queue/ }));
  // The drawer is a file of its own, whose first loading takes a while.
  const drawer = within(await screen.findByRole("dialog", { name: "Queue" }, { timeout: 10_000 }));
  return { client, user, drawer, sent };
}

const follow = (client: QueryClient, job: JobRecord, sequence: number) => {
  act(() => {
    applyEvent(client, { name: "job_updated", data: { ...job, sequence } });
  });
};

/** Titles of the jobs that wait, from top to bottom. */
const order = () =>
  screen
    .queryAllByRole("button", { name: /^Move up: / })
    .map((button) => button.getAttribute("aria-label")?.replace("Move up: ", ""));

test("jobs stand under what has become of them, and the whole is summed up", async () => {
  const { drawer } = await open([done, failed, ...waiting, running]);
  expect(screen.getByRole("button", { name: "Queue: 4 jobs (1 runs, 3 wait)", hidden: true })).toBeInTheDocument();
  expect(drawer.getByText("1 runs, 3 wait · 40 % · about 2 min left")).toBeVisible();
  expect(drawer.getByRole("progressbar", { name: "Progress of the queue" })).toHaveAttribute("aria-valuenow", "40");
  const titles = (name: string) =>
    within(drawer.getByRole("region", { name }))
      .getAllByRole("group")
      .map((group) => group.getAttribute("aria-label")?.replace("What can be done: ", ""));
  expect(titles("Running")).toEqual(["Upscale 4x: run.jpg"]);
  expect(titles("Waiting")).toEqual(["A", "B", "C"]);
  expect(titles("Finished")).toEqual(["F", "D"]);
  expect(drawer.getByText("Choose 2x and try again.")).toBeVisible();
  expect(drawer.getAllByText("Waiting · takes about 1 min")).toHaveLength(3);
});

test("the queue opens by its key, and says when there is nothing to do", async () => {
  startFakeServer({ "GET /api/jobs": () => ({ items: [], next: null }), "GET /api/queue": () => queueRecord() });
  renderPart(<QueueOverlay />);
  await userEvent.keyboard("q");
  const drawer = await screen.findByRole("dialog", { name: "Queue" }, { timeout: 10_000 });
  expect(await within(drawer).findByText("Nothing to do")).toBeVisible();
  expect(within(drawer).queryByRole("button", { name: "Cancel all" })).not.toBeInTheDocument();
  await userEvent.keyboard("{Escape}");
  await waitFor(() => {
    expect(queueOpenedStore.get()).toBe(false);
  });
});

test("a job moves at once, which is said, and the button keeps the focus", async () => {
  const { user, drawer, sent } = await open(waiting, {
    "POST /api/jobs/A/move": () => new Promise(() => undefined),
    "POST /api/jobs/C/move": () => new Promise(() => undefined),
  });
  await user.click(drawer.getByRole("button", { name: "Move down: A" }));
  await waitFor(() => {
    expect(order()).toEqual(["B", "A", "C"]);
  });
  expect(drawer.getByText("A: moved to place 2 of 3")).toBeInTheDocument();
  expect(drawer.getByRole("button", { name: "Move down: A" })).toHaveFocus();
  await user.click(drawer.getByRole("button", { name: "Move to front: C" }));
  await waitFor(() => {
    expect(order()).toEqual(["C", "B", "A"]);
  });
  await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  await waitFor(() => {
    expect(order()).toEqual(["B", "C", "A"]);
  });
  expect(sent.filter(({ route }) => route.endsWith("/move")).map(({ body }) => body)).toEqual([
    { to: null, before: "C" },
    { to: "front", before: null },
    { to: null, before: "A" },
  ]);
});

test("a move that the server refuses is undone and told", async () => {
  const detail = "The job has begun meanwhile.";
  const { user, drawer } = await open(waiting, { "POST /api/jobs/A/move": () => new Refusal(409, detail) });
  await user.click(drawer.getByRole("button", { name: "Move down: A" }));
  await waitFor(() => {
    expect(noticeStore.get().at(-1)?.message).toMatchObject({ text: detail });
  });
  await waitFor(() => {
    expect(order()).toEqual(["A", "B", "C"]);
  });
});

test("the first job cannot go further up, which its button says", async () => {
  const { user, drawer, sent } = await open(waiting);
  const button = drawer.getByRole("button", { name: "Move up: A" });
  expect(button).toHaveAccessibleDescription("It is the first that waits already.");
  await user.click(button);
  expect(sent.some(({ route }) => route.endsWith("/move"))).toBe(false);
});

test("a job is paused in its place and goes on from there", async () => {
  const paused = jobRecord("B", { title: "B", state: "paused", stage: "Paused", rank: 2, progress: 0.25 });
  const { user, drawer, client } = await open(waiting, {
    "POST /api/jobs/B/pause": () => paused,
    "POST /api/jobs/B/resume": () => ({ ...paused, state: "queued", stage: "Waiting" }),
  });
  await user.click(drawer.getByRole("button", { name: "Pause: B" }));
  expect(await drawer.findByText("Paused · 25 %")).toBeVisible();
  expect(order()).toEqual(["A", "B", "C"]);
  await user.click(drawer.getByRole("button", { name: "Resume: B" }));
  expect(await drawer.findByRole("button", { name: "Pause: B" })).toBeVisible();
  follow(client, { ...paused, state: "running", stage: "Upscaling" }, 9);
  await waitFor(() => {
    expect(order()).toEqual(["A", "C"]);
  });
});

test("the whole queue is paused and resumed, which is said outside of it too", async () => {
  const { user, drawer } = await open([...waiting], {
    "POST /api/queue/pause": () => queueRecord({ paused: true }),
    "POST /api/queue/resume": () => queueRecord(),
  });
  await user.click(drawer.getByRole("button", { name: "Pause all" }));
  await user.click(await drawer.findByRole("button", { name: "Resume all" }));
  expect(await drawer.findByRole("button", { name: "Pause all" })).toBeVisible();
});

test("all are cancelled after a question, the last one first", async () => {
  const cancelled = (id: string) => () => jobRecord(id, { title: id, state: "cancelled", stage: "Cancelled" });
  const { user, drawer, sent } = await open(waiting, {
    "POST /api/jobs/A/cancel": cancelled("A"),
    "POST /api/jobs/B/cancel": cancelled("B"),
    "POST /api/jobs/C/cancel": cancelled("C"),
  });
  await user.click(drawer.getByRole("button", { name: "Cancel all" }));
  await user.click(await drawer.findByRole("button", { name: "Cancel 3 jobs" }));
  await waitFor(() => {
    expect(sent.filter(({ route }) => route.endsWith("/cancel")).map(({ route }) => route)).toEqual([
      "POST /api/jobs/C/cancel",
      "POST /api/jobs/B/cancel",
      "POST /api/jobs/A/cancel",
    ]);
  });
  expect(await drawer.findByRole("button", { name: "Try again: A" })).toBeVisible();
});

test("what has ended is shown in portions, can be run again, and is cleared", async () => {
  const ended = Array.from({ length: 8 }, (_, index) => jobRecord(`e${index}`, { title: `E${index}`, state: "done" }));
  const { user, drawer } = await open([...ended, failed], {
    "POST /api/jobs/f/retry": () => jobRecord("again", { title: "F", state: "queued" }),
    "POST /api/jobs/clear": () => ({ ids: [...ended.map(({ id }) => id), "f"] }),
  });
  const list = () => within(drawer.getByRole("region", { name: "Finished" })).getAllByRole("listitem");
  expect(list()).toHaveLength(5);
  await user.click(drawer.getByRole("button", { name: "Show 4 more" }));
  expect(list()).toHaveLength(9);
  await user.click(drawer.getByRole("button", { name: "Try again: F" }));
  await waitFor(() => {
    expect(order()).toEqual(["F"]);
  });
  await user.click(drawer.getByRole("button", { name: "Clear finished" }));
  await waitFor(() => {
    expect(drawer.queryByRole("region", { name: "Finished" })).not.toBeInTheDocument();
  });
});

test("a job unfolds to a row for each image, which follow what becomes of them and show it", async () => {
  const images = Array.from({ length: 1000 }, (_, index) => `i${index}`);
  const job = jobRecord("r", { title: "R", images, current: { index: 1, progress: 0.3 } });
  const items = images.map((_, index) => jobItem("r", index, index === 1 ? { state: "running" } : {}));
  const { user, drawer, client } = await open([job], {
    "GET /api/jobs/r/items": () => ({ items, next: null }),
    "GET /api/images/x": () => imageRecord("x"),
  });
  await user.click(drawer.getByRole("button", { name: "Images of R" }));
  expect(await drawer.findByRole("button", { name: /i1\.jpg.*In work · 30 %/ })).toBeVisible();
  expect(drawer.getAllByRole("button", { name: /i\d+\.jpg/ }).length).toBeLessThan(50);
  act(() => {
    const data = { ...jobItem("r", 0, { state: "failed", error }), sequence: 5 };
    applyEvent(client, { name: "job_item_updated", data });
    applyEvent(client, {
      name: "job_item_updated",
      data: { ...jobItem("r", 1, { state: "done", result_id: "x" }), sequence: 6 },
    });
  });
  expect(await drawer.findByText("Choose 2x and try again.")).toBeVisible();
  follow(client, { ...job, state: "done", finished_at: "2026-01-01T01:00:00Z" }, 7);
  expect(await drawer.findByRole("heading", { name: "Finished" })).toBeVisible();
  await user.click(await drawer.findByRole("button", { name: /i1\.jpg.*Done/ }));
  await waitFor(() => {
    expect(shownImageStore.get()).toBe("x");
  });
  expect(queueOpenedStore.get()).toBe(false);
});

test("the images of a batch are told by their seeds, and by what is done with them", async () => {
  const job = generateJob("g", { title: "G", recipe: { steps: [] } });
  const seeded = [0, 1].map((index) => jobItem("g", index, { image_id: null, name: null, seed: 7 + index }));
  const finishing = jobItem("g", 4, { image_id: null, name: null });
  const { user, drawer } = await open([job], {
    "GET /api/jobs/g/items": () => ({ items: [...seeded, finishing], next: null }),
  });
  await user.click(drawer.getByRole("button", { name: "Images of G" }));
  expect(await drawer.findByText("Image 2, seed 8")).toBeVisible();
  expect(drawer.getByText("Image 1, finishing")).toBeVisible();
});

test("jobs that another page clears are gone, and the progress of the queue never falls", async () => {
  const { drawer, client } = await open([running, done]);
  act(() => {
    applyEvent(client, { name: "jobs_cleared", data: { ids: ["d"], sequence: 3 } });
    applyEvent(client, { name: "queue_updated", data: { ...queueRecord({ progress: 0.2 }), sequence: 4 } });
  });
  await waitFor(() => {
    expect(drawer.queryByText("D")).not.toBeInTheDocument();
  });
  expect(drawer.getByText(/^1 runs · 40 %/)).toBeVisible();
});

test("Escape closes what asks how the files in a zip are called, and then the queue", async () => {
  const { user } = await open([{ ...done, images: ["a", "b", "c"], results: ["x", "y"] }], {
    "POST /api/archives/names": () => ({ names: ["x_4x.png", "y_4x.png"] }),
  });
  await user.click(screen.getByRole("button", { name: "Download all results of D as zip" }));
  const dialog = await screen.findByRole("dialog", { name: "Download as zip" });
  expect(dialog).toHaveTextContent("1 image is missing");
  await user.keyboard("{Escape}");
  await waitFor(() => {
    expect(dialog).not.toBeInTheDocument();
  });
  expect(screen.getByRole("dialog", { name: "Queue" })).toBeInTheDocument();
  await user.keyboard("{Escape}");
  await waitFor(() => {
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });
});

test("what asks how the files in a zip are called stays when the job ends, and goes with a job that is cleared", async () => {
  const making = { ...running, title: "R", images: ["a", "b", "c"], results: ["x", "y"] };
  const { client, user } = await open([making], {
    "POST /api/archives/names": () => ({ names: ["x_4x.png", "y_4x.png"] }),
  });
  await user.click(screen.getByRole("button", { name: "Download all results of R as zip" }));
  const dialog = await screen.findByRole("dialog", { name: "Download as zip" });
  expect(dialog).toHaveTextContent("1 image is missing");
  const ended: JobRecord = { ...making, state: "done", results: ["x", "y", "z"], finished_at: "2026-01-01T01:00:00Z" };
  follow(client, ended, 1);
  await waitFor(() => {
    expect(dialog).not.toHaveTextContent("missing");
  });
  expect(dialog).toBeInTheDocument();
  act(() => {
    applyEvent(client, { name: "jobs_cleared", data: { ids: ["r"], sequence: 2 } });
  });
  await waitFor(() => {
    expect(dialog).not.toBeInTheDocument();
  });
  await user.keyboard("{Escape}");
  await waitFor(() => {
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });
});
