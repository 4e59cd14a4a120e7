import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { putPreview } from "@/features/jobs/previewStore";
import { noticeStore } from "@/features/notices/noticeStore";
import { ShownImage } from "@/features/viewer/components/ShownImage";
import { startFakeServer } from "@/testing/fakeServer";
import { imageRecord, jobRecord, resultOf, upscalingModel } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

const original = imageRecord("a", { age: 10 });
const result = resultOf(original, "r", { notes: ["No denoising was possible."] });
const routes = {
  "GET /api/images": () => ({ items: [result, original], next: null, total: 2 }),
  "GET /api/images/a": () => original,
  "GET /api/jobs": () => ({ items: [], next: null }),
  "GET /api/upscaling/models": () => ({ enabled: true, items: [upscalingModel()] }),
};

beforeEach(() => {
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:preview");
});

test("a result is shown beside its source until comparing is switched off", async () => {
  startFakeServer(routes);
  renderPart(<ShownImage image={result} />);
  const divider = await screen.findByRole("slider", { name: "Divider between before and after" });
  expect(screen.getByAltText("a.jpg")).toHaveAttribute("src", "/api/images/a/file");
  expect(screen.getByText("No denoising was possible.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Compare before and after" }));
  expect(divider).not.toBeInTheDocument();
});

test("on a narrow page the ways to zoom are in a menu", async () => {
  const narrow = Object.assign(window.matchMedia("(max-width: 48em)"), { matches: true });
  vi.spyOn(window, "matchMedia").mockReturnValue(narrow);
  startFakeServer(routes);
  renderPart(<ShownImage image={original} />);
  expect(screen.queryByRole("button", { name: "Zoom in" })).not.toBeInTheDocument();
  const button = screen.getByRole("button", { name: "Zoom the image" });
  await userEvent.click(button);
  const fits = await screen.findByRole("menuitemradio", { name: "Fit to the window" });
  expect(fits).toBeChecked();
  await userEvent.click(screen.getByRole("menuitem", { name: "Zoom in" }));
  expect(fits).toBeVisible();
  expect(fits).not.toBeChecked();
  await userEvent.click(screen.getByRole("menuitemradio", { name: "Show pixel by pixel (1:1)" }));
  await userEvent.click(button);
  expect(await screen.findByRole("menuitemradio", { name: "Show pixel by pixel (1:1)" })).toBeChecked();
});

test("a result whose source is in the trash is shown alone", async () => {
  startFakeServer({ ...routes, "GET /api/images/a": () => ({ ...original, deleted_at: original.created_at }) });
  renderPart(<ShownImage image={result} />);
  await screen.findByRole("button", { name: "4x" });
  expect(screen.queryByRole("slider")).not.toBeInTheDocument();
});

test("the original comes first among the versions", async () => {
  startFakeServer(routes);
  renderPart(<ShownImage image={result} />);
  await screen.findByRole("button", { name: "Original" });
  const versions = screen.getByRole("list", { name: "Versions of this image" });
  expect([...versions.querySelectorAll("button")].map(({ textContent }) => textContent)).toEqual(["Original", "4x"]);
});

test("an image that browsers cannot show never loads its file", async () => {
  startFakeServer(routes);
  renderPart(<ShownImage image={imageRecord("big", { width: 16_000, height: 24_000, screen: true })} />);
  expect(await screen.findByAltText("big.jpg")).toHaveAttribute("src", "/api/images/big/screen");
  expect(screen.getByText(/too large to be shown whole/)).toBeVisible();
});

test("while work goes on, its preview lies over the image, and Shift+X cancels", async () => {
  const sent = startFakeServer({
    ...routes,
    "GET /api/jobs": () => ({ items: [jobRecord("1")], next: null }),
    "POST /api/jobs/1/cancel": () => jobRecord("1", { state: "cancelled" }),
  });
  renderPart(<ShownImage image={original} />);
  expect(await screen.findByText("Upscaling · 40 % · about 2 min left")).toBeVisible();
  expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "40");
  const preview = { sequence: 1, job_id: "1", image_id: "a", index: 0, step: 1, steps: 9, width: 8, height: 8 };
  putPreview(preview, new ArrayBuffer(1));
  await waitFor(() => {
    expect(document.querySelector("img[src='blob:preview']")).toBeInTheDocument();
  });

  await userEvent.keyboard("{Shift>}X{/Shift}");
  await waitFor(() => {
    expect(screen.queryByRole("progressbar")).not.toBeInTheDocument();
  });
  expect(sent).toContainEqual({ route: "POST /api/jobs/1/cancel", body: null });
  expect(document.querySelector("img[src='blob:preview']")).not.toBeInTheDocument();
});

test("a failure says why, and can be tried again", async () => {
  const error = { type: "x", title: "No memory", status: 500, detail: "Choose 2x and try again.", errors: [] };
  const sent = startFakeServer({
    ...routes,
    "GET /api/jobs": () => ({ items: [jobRecord("1", { state: "failed", error })], next: null }),
    "POST /api/jobs/1/retry": () =>
      jobRecord("2", {
        state: "queued",
        stage: "Waiting",
        remaining_seconds: null,
        created_at: "2026-01-01T01:00:00Z",
      }),
  });
  renderPart(<ShownImage image={original} />);
  expect(await screen.findByRole("alert")).toHaveTextContent("Choose 2x and try again.");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Waiting")).toBeVisible();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  expect(sent.some(({ route }) => route === "POST /api/jobs/1/retry")).toBe(true);
});

test("a deleted image can be taken back from the notice", async () => {
  const trashed = { ...original, deleted_at: original.created_at };
  const sent = startFakeServer({
    ...routes,
    "DELETE /api/images/a": () => trashed,
    "POST /api/images/undelete": () => ({ ids: ["a"] }),
  });
  renderPart(<ShownImage image={original} />);
  await userEvent.keyboard("{Delete}");
  await waitFor(() => {
    expect(noticeStore.get()).toHaveLength(1);
  });
  noticeStore.get()[0]?.action?.run();
  await waitFor(() => {
    expect(sent.find(({ route }) => route === "POST /api/images/undelete")?.body).toEqual({ ids: ["a"] });
  });
});
