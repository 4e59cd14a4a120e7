import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { applyEvent } from "@/app/applyEvent";
import { putPreview } from "@/features/jobs/previewStore";
import { followedJobsStore } from "@/features/library/followedJobsStore";
import { Viewer } from "@/features/viewer/components/Viewer";
import { watchedJobsStore } from "@/services/events/watchedJobs";
import type { JobRecord } from "@/services/api/types";
import { startFakeServer } from "@/testing/fakeServer";
import { generateJob, imageRecord } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

const photo = imageRecord("photo", { age: 10 });
const base = imageRecord("base", { kind: "base", job_id: "g", name: "a red fox 7.png" });

async function open(job: JobRecord, routes: Parameters<typeof startFakeServer>[0] = {}) {
  startFakeServer({
    "GET /api/images": () => ({ items: [photo], next: null, total: 1 }),
    "GET /api/jobs": () => ({ items: [job], next: null }),
    "GET /api/upscaling/models": () => ({ enabled: true, items: [] }),
    "GET /api/restoration/algorithms": () => ({ enabled: true, items: [] }),
    ...routes,
  });
  const queryClient = renderPart(<Viewer />);
  await screen.findByRole("region", { name: "photo.jpg" });
  act(() => {
    followedJobsStore.set([job.id]);
  });
  return queryClient;
}
const preview = (index: number, step: number) => {
  act(() => {
    putPreview(
      { sequence: 1, job_id: "g", image_id: null, index, step, steps: 20, width: 8, height: 8 },
      new ArrayBuffer(1),
    );
  });
};
const expectPicture = async (src: string) => {
  await waitFor(() => {
    expect(screen.getByAltText("Unfinished image of: a red fox")).toHaveAttribute("src", src);
  });
};

beforeEach(() => {
  let made = 0;
  vi.spyOn(URL, "createObjectURL").mockImplementation(() => `blob:${++made}`);
});

test("a followed job's images form in the viewer, and those that are made stay until the next one forms", async () => {
  const queryClient = await open(generateJob("g"));
  expect(await screen.findByRole("region", { name: "Image 1 of 4 is being made" })).toBeVisible();
  await waitFor(() => {
    expect(watchedJobsStore.get()).toContain("g");
  });
  preview(0, 7);
  expect(screen.getByText("512 × 768 · image 1 of 4 · step 7 of 20")).toBeVisible();
  await expectPicture("blob:1");

  act(() => {
    applyEvent(queryClient, { name: "image_created", data: { ...base, sequence: 1 } });
    applyEvent(queryClient, { name: "job_updated", data: { ...generateJob("g", { results: ["base"] }), sequence: 2 } });
  });
  await expectPicture("/api/images/base/file");
  expect(screen.getByRole("status")).toHaveTextContent("Image 2 of 4 is being made");
  preview(0, 20);
  await expectPicture("/api/images/base/file");
  preview(1, 1);
  await expectPicture("blob:3");
});

test("choosing an image ends the following, and the previews are asked for no longer", async () => {
  const queryClient = await open(generateJob("g"));
  await screen.findByRole("region", { name: /is being made/ });
  act(() => {
    applyEvent(queryClient, { name: "image_created", data: { ...base, sequence: 1 } });
  });
  await userEvent.click(await screen.findByRole("button", { name: "a red fox 7.png" }));
  expect(screen.getByRole("region", { name: "a red fox 7.png" })).toBeVisible();
  expect(watchedJobsStore.get()).toEqual([]);
});

test("a failure says why, and the job that tries again is followed", async () => {
  const error = { type: "x", title: "No memory", status: 500, detail: "Choose a smaller size.", errors: [] };
  await open(generateJob("g", { state: "failed", error }), {
    "POST /api/jobs/g/retry": () => generateJob("again", { created_at: "2026-01-01T01:00:00Z" }),
  });
  expect(await screen.findByRole("alert")).toHaveTextContent("Choose a smaller size.");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => {
    expect(followedJobsStore.get()).toEqual(["again"]);
  });
  expect(screen.getByRole("progressbar")).toBeVisible();
});

test("a failure can be closed, and the image before is shown again", async () => {
  await open(generateJob("g", { state: "failed" }));
  await userEvent.click(await screen.findByRole("button", { name: "Close" }));
  expect(screen.getByRole("region", { name: "photo.jpg" })).toBeVisible();
});

test("when all are made the last one is shown as an image of the library", async () => {
  const queryClient = await open(generateJob("g"));
  act(() => {
    applyEvent(queryClient, { name: "image_created", data: { ...base, sequence: 1 } });
    const results = ["x", "y", "z", "base"];
    applyEvent(queryClient, { name: "job_updated", data: { ...generateJob("g", { results }), sequence: 2 } });
  });
  expect(await screen.findByRole("region", { name: "a red fox 7.png" })).toBeVisible();
});
