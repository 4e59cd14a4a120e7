import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { followJob, putJob } from "@/features/jobs/jobEvents";
import { openModels } from "@/features/models/modelsPage";
import { noticeStore } from "@/features/notices/noticeStore";
import { WeightsSection } from "@/features/weights/components/WeightsSection";
import { putWeights } from "@/features/weights/weightsEvents";
import type { WeightsRecord } from "@/services/api/types";
import { Refusal, startFakeServer } from "@/testing/fakeServer";
import { jobRecord, weightsRecord } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

const general = weightsRecord();
const x4plus = weightsRecord({
  name: "RealESRGAN_x4plus",
  file_name: "RealESRGAN_x4plus.pth",
  bytes: 67_040_989,
  state: "missing",
  progress: 0,
  stored_bytes: null,
  source: null,
  address: "https://example.org/files/RealESRGAN_x4plus.pth",
});
const download = jobRecord("d", { kind: "download", weights: "RealESRGAN_x4plus", images: [], progress: 0.3 });
const error = { type: "x", title: "No", status: 503, detail: "No source gave the file.", errors: [] };

function open(items: WeightsRecord[], routes: Parameters<typeof startFakeServer>[0] = {}, offline = false) {
  let listed = items;
  const sent = startFakeServer({
    "GET /api/weights": () => ({ items: listed, folder: "/data/weights", free_bytes: 51e9 }),
    "GET /api/settings": () => ({ offline }),
    "GET /api/jobs": () => ({ items: [], next: null }),
    ...routes,
  });
  const queryClient = renderPart(<WeightsSection group="upscaling" />);
  /** A new state of a file on the server, of which it tells. */
  const tell = (weights: WeightsRecord) => {
    listed = listed.map((item) => (item.name === weights.name ? weights : item));
    putWeights(queryClient, weights);
  };
  return { sent, queryClient, tell };
}
const itemOf = async (name: string) => within(await screen.findByRole("listitem", { name }));

test("each file says what it is for, its size, licence, state and source, and in its details where it comes from", async () => {
  open([general, x4plus]);
  const ready = await itemOf("realesr-general-x4v3");
  expect(ready.getByText("Upscales photos quickly.")).toBeVisible();
  expect(ready.getByText(/4\.9 MB/)).toHaveTextContent("4.9 MB · BSD-3-Clause · from example.org");
  expect(ready.getByRole("link", { name: "BSD-3-Clause" })).toHaveAttribute("href", "https://example.org/licence");
  expect(ready.getByText("Ready")).toBeVisible();

  const missing = await itemOf("RealESRGAN_x4plus");
  expect(missing.getByText("Not downloaded")).toBeVisible();
  await userEvent.click(missing.getByRole("button", { name: "Details of RealESRGAN_x4plus" }));
  await waitFor(() => {
    expect(missing.getByText("RealESRGAN_x4plus.pth")).toBeVisible();
  });
  expect(missing.getByRole("link", { name: x4plus.address })).toHaveAttribute("href", x4plus.address);
  expect(missing.getByRole("button", { name: "Copy address" })).toBeVisible();
});

test("a file is downloaded with progress and a way to stop, until it is there", async () => {
  const { sent, queryClient, tell } = open([x4plus], {
    "POST /api/weights/RealESRGAN_x4plus/download": () => download,
    "POST /api/jobs/d/cancel": () => ({ ...download, state: "cancelled" }),
  });
  const item = await itemOf("RealESRGAN_x4plus");
  await userEvent.click(item.getByRole("button", { name: "Download RealESRGAN_x4plus" }));
  expect(await item.findByText("Fetching: 30 % · about 2 min left")).toBeVisible();
  await userEvent.click(item.getByRole("button", { name: "Cancel the download" }));
  expect(sent.at(-1)?.route).toBe("POST /api/jobs/d/cancel");

  tell({ ...x4plus, state: "ready", progress: 1, stored_bytes: 67_000_000 });
  putJob(queryClient, { ...download, state: "done" });
  expect(await item.findByText("Ready")).toBeVisible();
});

test("a download that was paused says so, and goes on from there", async () => {
  const paused = { ...download, state: "paused" as const };
  open([x4plus], {
    "GET /api/jobs": () => ({ items: [paused], next: null }),
    "POST /api/jobs/d/resume": () => ({ ...download, remaining_seconds: null }),
  });
  const item = await itemOf("RealESRGAN_x4plus");
  expect(await item.findByText("Paused at 30 %")).toBeVisible();
  await userEvent.click(item.getByRole("button", { name: "Resume" }));
  expect(await item.findByText("Fetching: 30 %")).toBeVisible();
});

test("what other work downloads shows its progress, and is not to be stopped here", async () => {
  open([{ ...x4plus, state: "downloading", progress: 0.5 }]);
  const item = await itemOf("RealESRGAN_x4plus");
  expect(item.getByText("Fetching: 50 %")).toBeVisible();
  expect(item.queryByRole("button", { name: "Cancel the download" })).not.toBeInTheDocument();
});

test("a failed download stays at the file with its reason and a way to try again, and is not said twice", async () => {
  const { sent, queryClient } = open([x4plus], {
    "POST /api/weights/RealESRGAN_x4plus/download": () => ({
      ...download,
      id: "e",
      created_at: "2026-01-02T00:00:00Z",
    }),
  });
  openModels("upscaling");
  const item = await itemOf("RealESRGAN_x4plus");
  followJob(queryClient, { ...download, state: "failed", error });
  expect(await item.findByRole("alert")).toHaveTextContent("No source gave the file.");
  expect(item.queryByRole("button", { name: "Download RealESRGAN_x4plus" })).not.toBeInTheDocument();
  expect(noticeStore.get()).toEqual([]);

  await userEvent.click(item.getByRole("button", { name: "Try again to download RealESRGAN_x4plus" }));
  expect(await item.findByText(/Fetching: 30 %/)).toBeVisible();
  expect(item.queryByRole("alert")).not.toBeInTheDocument();
  expect(sent.at(-1)?.route).toBe("POST /api/weights/RealESRGAN_x4plus/download");
});

test("a refused download is told of", async () => {
  open([x4plus], {
    "POST /api/weights/RealESRGAN_x4plus/download": () => new Refusal(507, "The disk has 3 MB left; 67 MB are needed."),
  });
  await userEvent.click(await screen.findByRole("button", { name: "Download RealESRGAN_x4plus" }));
  await expect
    .poll(() => noticeStore.get())
    .toMatchObject([{ message: { text: "The disk has 3 MB left; 67 MB are needed." } }]);
});

test("checking says how far it is, and what it came to", async () => {
  const { tell } = open([general], {
    "POST /api/weights/realesr-general-x4v3/verify": () => ({ ...general, state: "checking", progress: 0 }),
  });
  const item = await itemOf("realesr-general-x4v3");
  await userEvent.click(item.getByRole("button", { name: "Check realesr-general-x4v3" }));
  tell({ ...general, state: "checking", progress: 0.4 });
  expect(await item.findByText("Checking: 40 %")).toBeVisible();
  tell(general);
  expect(await item.findByText("Checked: the file is what was stored.")).toBeVisible();

  tell({ ...general, state: "damaged" });
  expect(await item.findByText("Damaged")).toBeVisible();
  expect(item.queryByText(/^Checked/)).not.toBeInTheDocument();
  expect(item.getByRole("button", { name: "Download again: realesr-general-x4v3" })).toBeVisible();
});

test("a file is removed only after a second thought", async () => {
  const removed = { ...general, state: "missing", stored_bytes: null, source: null };
  const { sent } = open([general], { "DELETE /api/weights/realesr-general-x4v3": () => removed });
  await userEvent.click(await screen.findByRole("button", { name: "Remove realesr-general-x4v3" }));
  expect(screen.getByText(/fetched again when it is next used/)).toBeVisible();
  expect(sent.some(({ route }) => route.startsWith("DELETE"))).toBe(false);
  await userEvent.click(screen.getByRole("button", { name: "Remove it" }));
  await expect.poll(() => sent.map(({ route }) => route)).toContain("DELETE /api/weights/realesr-general-x4v3");
});

test("a licence that has to be accepted is, before the download begins", async () => {
  const licensed = { ...x4plus, licence: "S-Lab", licence_summary: "No commercial use.", needs_acceptance: true };
  const { sent } = open([licensed], {
    "POST /api/weights/RealESRGAN_x4plus/accept-licence": () => x4plus,
    "POST /api/weights/RealESRGAN_x4plus/download": () => download,
  });
  const item = await itemOf("RealESRGAN_x4plus");
  expect(item.getByText("No commercial use.")).toBeVisible();
  expect(item.getByRole("link", { name: "Read the licence" })).toHaveAttribute("href", "https://example.org/licence");
  expect(item.queryByRole("button", { name: "Download RealESRGAN_x4plus" })).not.toBeInTheDocument();
  await userEvent.click(item.getByRole("button", { name: "Accept and download" }));
  expect(await item.findByText(/Fetching: 30 %/)).toBeVisible();
  expect(sent.map(({ route }) => route).filter((route) => route.startsWith("POST"))).toEqual([
    "POST /api/weights/RealESRGAN_x4plus/accept-licence",
    "POST /api/weights/RealESRGAN_x4plus/download",
  ]);
});

test("offline nothing is downloaded, but a file that was brought by hand is looked for", async () => {
  const { sent } = open([x4plus], { "POST /api/weights/RealESRGAN_x4plus/download": () => download }, true);
  const button = await screen.findByRole("button", { name: "Download RealESRGAN_x4plus" });
  await screen.findByText(/--offline/);
  await userEvent.click(button);
  expect(button).toHaveAttribute("aria-disabled", "true");
  expect(sent.some(({ route }) => route.startsWith("POST"))).toBe(false);
  await userEvent.click(screen.getByRole("button", { name: "Look in the folder for RealESRGAN_x4plus" }));
  expect(sent.at(-1)?.route).toBe("POST /api/weights/RealESRGAN_x4plus/download");
});
