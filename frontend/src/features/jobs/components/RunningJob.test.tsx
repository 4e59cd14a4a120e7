import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { JobOfImage } from "@/features/jobs/components/JobOfImage";
import { startFakeServer } from "@/testing/fakeServer";
import { jobRecord, queueRecord } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

const paused = jobRecord("1", { state: "paused", stage: "Paused" });

test("the work on the shown image is paused and resumed beside its progress", async () => {
  const sent = startFakeServer({
    "GET /api/jobs": () => ({ items: [jobRecord("1")], next: null }),
    "GET /api/queue": () => queueRecord(),
    "POST /api/jobs/1/pause": () => paused,
    "POST /api/jobs/1/resume": () => ({ ...paused, state: "queued", stage: "Waiting" }),
  });
  renderPart(<JobOfImage imageId="a" />);
  await userEvent.click(await screen.findByRole("button", { name: "Pause" }));
  expect(await screen.findByText("Paused · 40 %")).toBeVisible();
  expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "40");
  await userEvent.click(screen.getByRole("button", { name: "Resume" }));
  expect(await screen.findByText("Waiting · takes about 2 min")).toBeVisible();
  expect(sent.map(({ route }) => route)).toContain("POST /api/jobs/1/resume");
});

test("work that waits because the queue is paused says so, and lets the queue go on", async () => {
  startFakeServer({
    "GET /api/jobs": () => ({ items: [jobRecord("1", { state: "queued", stage: "Waiting" })], next: null }),
    "GET /api/queue": () => queueRecord({ paused: true }),
    "POST /api/queue/resume": () => queueRecord(),
  });
  renderPart(<JobOfImage imageId="a" />);
  expect(await screen.findByText("The queue is paused")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Resume the queue" }));
  await expect.poll(() => screen.queryByText("The queue is paused")).not.toBeInTheDocument();
});
