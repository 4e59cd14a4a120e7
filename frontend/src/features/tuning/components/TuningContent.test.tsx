import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { act } from "react";
import { expect, test, vi } from "vitest";

import { followJob } from "@/features/jobs/jobEvents";
import { putJobItem } from "@/features/jobs/jobItemEvents";
import { TuningContent } from "@/features/tuning/components/TuningContent";
import { tuningOpenedStore } from "@/features/tuning/tuningOpenedStore";
import { completeParameters } from "@/services/api/parameters";
import type { JobItemRecord, JobRecord, Tuning } from "@/services/api/types";
import { linkStateStore } from "@/services/events/linkStateStore";
import { Refusal, startFakeServer } from "@/testing/fakeServer";
import { imageRecord, jobItem, jobRecord } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

const image = imageRecord("a", { width: 400, height: 300 });
const step = completeParameters("UpscaleStep", {});
const crop = { left: 100, top: 50, right: 200, bottom: 150 };
const tuning: Tuning = { step, crop, columns: [0.25, 0.75], rows: [0, 0.75] };

const gridJob = (fields: Partial<JobRecord> = {}) =>
  jobRecord("g", { kind: "tuning_grid", title: "Compare settings: a.jpg", stage: "Comparing", tuning, ...fields });
const itemsOf = (state: JobItemRecord["state"], fields: Partial<JobItemRecord> = {}) =>
  [0, 1, 2, 3, 4].map((index) => jobItem("g", index, { state, image_id: "a", ...fields }));

function open({ jobs = [], items = [], ...routes }: Routes = {}) {
  const sent = startFakeServer({
    "GET /api/jobs": () => ({ items: jobs, next: null }),
    "GET /api/jobs/g/items": () => ({ items, next: null }),
    "GET /api/weights": () => ({ items: [] }),
    "GET /api/queue": () => ({ paused: false }),
    "POST /api/jobs/g/cancel": () => gridJob({ state: "cancelled" }),
    ...routes,
  });
  tuningOpenedStore.set("upscale");
  const onAdopt = vi.fn();
  const queryClient = renderPart(<TuningContent subject={{ image, step, oneRow: false, crop, onAdopt }} />);
  return { sent, onAdopt, queryClient };
}

type Routes = Partial<Record<"jobs", readonly JobRecord[]>> &
  Partial<Record<"items", readonly JobItemRecord[]>> &
  Partial<Record<`${"GET" | "POST"} ${string}`, () => unknown>>;

const cell = (name: string) => screen.findByRole("button", { name });
const pictureIn = (element: HTMLElement) => element.querySelector("img");
const bodyOf = (sent: ReturnType<typeof open>["sent"]) =>
  sent.find(({ route }) => route === "POST /api/jobs")?.body as { image: string; tuning: Tuning };

test("it asks for the marked part with the values that are set, and shows the grid", async () => {
  const { sent } = open({ "POST /api/jobs": () => gridJob({ state: "queued" }), items: itemsOf("queued") });
  const part = await screen.findByRole("button", { name: "Part to compare: 100 × 100 pixels" });
  part.focus();
  await userEvent.keyboard("{ArrowRight}{ArrowDown}{ArrowDown}{Shift>}{ArrowLeft}{/Shift}");
  const strengths = screen.getByLabelText("Upscale Strength", { selector: "input" });
  await userEvent.type(strengths, "0,6{Enter}7{Enter}");
  expect(screen.getByText("“7” is not a number from 0 to 1.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Compare 25 pictures" }));

  expect(await screen.findByRole("grid")).toBeVisible();
  expect(bodyOf(sent)).toMatchObject({
    kind: "tuning_grid",
    image: "a",
    tuning: {
      step,
      crop: { left: 104, top: 58, right: 200, bottom: 158 },
      columns: [0.25, 0.5, 0.6, 0.75, 1],
      rows: [0, 0.25, 0.5, 0.75, 1],
    },
  });
});

test("a corner is dragged by a pointer", async () => {
  open();
  const part = await screen.findByRole("button", { name: /^Part to compare/ });
  const [corner] = [...(part.parentElement?.querySelectorAll('[data-x="right"][data-y="bottom"]') ?? [])];
  const picture = part.parentElement?.parentElement;
  vi.spyOn(picture ?? part, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 400, 300));
  const drag = (kind: "pointerDown" | "pointerMove" | "pointerUp", clientX: number, clientY: number) =>
    fireEvent[kind](corner ?? part, { pointerId: 1, button: 0, clientX, clientY });
  drag("pointerDown", 200, 150);
  drag("pointerMove", 230, 170);
  drag("pointerUp", 230, 170);
  expect(part).toHaveAccessibleName("Part to compare: 130 × 120 pixels");
});

test("a refusal is told, and what was set stays", async () => {
  open({ "POST /api/jobs": () => new Refusal(422, "The part must be at least 16 pixels wide.") });
  await userEvent.click(await screen.findByRole("button", { name: "Compare 20 pictures" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("The part must be at least 16 pixels wide.");
  expect(screen.getByRole("button", { name: "Compare 20 pictures" })).toBeEnabled();
});

test("a grid that is being made is there after loading the page anew, fills in, and can be cancelled", async () => {
  const { sent, queryClient } = open({ jobs: [gridJob()], items: itemsOf("queued") });
  const first = await cell("Denoising Strength 0, Upscale Strength 0.25");
  expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "40");
  expect(pictureIn(first)).toBeNull();
  act(() => {
    putJobItem(queryClient, jobItem("g", 1, { state: "done" }));
  });
  await waitFor(() => {
    expect(pictureIn(first)).toHaveAttribute("src", "/api/jobs/g/cells/1");
  });
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(sent.map(({ route }) => route)).toContain("POST /api/jobs/g/cancel");
  expect(await screen.findByText("The comparison was stopped.")).toBeVisible();
});

test("keys move between the pictures, whose values are shown large, and take those of one", async () => {
  const { onAdopt, sent } = open({ jobs: [gridJob()], items: itemsOf("done") });
  const current = await cell("Denoising Strength 0.75, Upscale Strength 0.75, as set now");
  expect(current).toHaveAttribute("aria-current", "true");
  current.focus();
  await userEvent.keyboard("{ArrowUp}{ArrowLeft}{ArrowLeft}");
  expect(screen.getByRole("button", { name: "Original" })).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  expect(onAdopt).not.toHaveBeenCalled();
  await userEvent.keyboard("{ArrowRight}{ArrowDown}{Enter}");
  expect(onAdopt).toHaveBeenCalledExactlyOnceWith({ ...step, denoising_strength: 0.75, upscale_strength: 0.25 });
  expect(tuningOpenedStore.get()).toBeNull();
  expect(sent.map(({ route }) => route)).toContain("POST /api/jobs/g/cancel");
});

test("all pictures are zoomed together", async () => {
  open({ jobs: [gridJob()], items: itemsOf("done") });
  const cells = await screen.findAllByRole("gridcell");
  const widths = () => cells.map((element) => parseFloat(pictureIn(element)?.style.width ?? ""));
  const [before = 0] = widths();
  await userEvent.click(screen.getByRole("button", { name: "Zoom in" }));
  const zoomed = widths();
  expect(new Set(zoomed).size).toBe(1);
  expect(zoomed[0]).toBeCloseTo(before * 1.5);
  await userEvent.click(screen.getByRole("button", { name: "Fit to the window" }));
  expect(widths()).toEqual(cells.map(() => before));
});

test("after a failure the reason is shown, and another attempt takes its place", async () => {
  const again = gridJob({ id: "h", state: "queued" });
  const { queryClient } = open({
    jobs: [gridJob()],
    items: itemsOf("queued"),
    "POST /api/jobs/g/retry": () => again,
    "GET /api/jobs/h/items": () => ({ items: itemsOf("queued"), next: null }),
  });
  await screen.findByRole("grid");
  const error = { type: "/problems/x", title: "No face", status: 422, detail: "There is no face in it.", errors: [] };
  act(() => {
    followJob(queryClient, gridJob({ state: "failed", error }));
  });
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("There is no face in it.");
  await userEvent.click(within(alert).getByRole("button", { name: "Try again" }));
  await waitFor(() => {
    expect(screen.queryByRole("alert")).toBeNull();
  });
  expect(screen.getByRole("progressbar")).toBeVisible();
});

test("pictures that the server does not keep any more can be made again", async () => {
  linkStateStore.set("connected");
  const { sent } = open({
    jobs: [gridJob({ state: "done" })],
    items: itemsOf("done"),
    "POST /api/jobs/g/retry": () => gridJob({ id: "h", state: "queued" }),
    "GET /api/jobs/h/items": () => ({ items: itemsOf("queued"), next: null }),
  });
  await userEvent.click(await screen.findByRole("button", { name: "Show the last comparison" }));
  const first = await cell("Denoising Strength 0, Upscale Strength 0.25");
  const montage = screen.getByRole("link", { name: "Download all as one picture" });
  expect(montage).toHaveAttribute("href", "/api/jobs/g/montage");
  fireEvent.error(pictureIn(first) ?? first);
  expect(screen.getByText("The pictures of this comparison are not kept any more.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Make them again" }));
  expect(await screen.findByRole("progressbar")).toBeVisible();
  expect(sent.map(({ route }) => route)).toContain("POST /api/jobs/g/retry");
});

test("a picture that did not come because the connection was lost is asked for again", async () => {
  linkStateStore.set("lost");
  open({ jobs: [gridJob()], items: itemsOf("done") });
  const first = await cell("Denoising Strength 0, Upscale Strength 0.25");
  fireEvent.error(pictureIn(first) ?? first);
  expect(pictureIn(first)).toBeNull();
  act(() => {
    linkStateStore.set("connected");
  });
  expect(pictureIn(first)).toHaveAttribute("src", "/api/jobs/g/cells/1");
  expect(screen.queryByText(/not kept any more/)).toBeNull();
});
