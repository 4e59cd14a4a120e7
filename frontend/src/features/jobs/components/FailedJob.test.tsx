import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { FailedJob } from "@/features/jobs/components/FailedJob";
import { modelsPageStore } from "@/features/models/modelsPage";
import { startFakeServer } from "@/testing/fakeServer";
import { jobRecord, weightsRecord } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

const address = "https://example.org/files/GFPGANv1.4.pth";
const detail =
  `GFPGANv1.4.pth could not be had. ${address} could not be downloaded: the connection broke again and again. ` +
  `The mirror http://mirror.example/GFPGANv1.4.pth answered 403 (Forbidden). ` +
  `What you can do: download ${address} where that works, put the file into /data/weights and try again.`;

function open(state: "missing" | "ready", reason = detail) {
  const gfpgan = weightsRecord({ name: "GFPGANv1.4", group: "faces", state });
  const sent = startFakeServer({
    "GET /api/weights": () => ({ items: [weightsRecord(), gfpgan], folder: "/data/weights", free_bytes: 1e9 }),
    "POST /api/jobs/1/retry": () => jobRecord("2", { state: "queued" }),
  });
  const error = { type: "x", title: "The weights could not be fetched", status: 503, detail: reason, errors: [] };
  renderPart(<FailedJob job={jobRecord("1", { state: "failed", error })} onDismiss={vi.fn()} />);
  return sent;
}

test("of a long reason what happened and the remedy are in sight, the rest unfolds, and addresses are links", async () => {
  const sent = open("missing");
  expect(screen.getByText("GFPGANv1.4.pth could not be had.")).toBeVisible();
  expect(screen.getByText(/put the file into \/data\/weights/)).toBeVisible();
  expect(screen.getByRole("link", { name: address })).toHaveAttribute("href", address);
  expect(screen.getByText(/403/)).not.toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "More about it" }));
  await waitFor(() => {
    expect(screen.getByText(/403/)).toBeVisible();
  });

  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(sent.at(-1)?.route).toBe("POST /api/jobs/1/retry");
});

test("from a failure for want of a file the way leads to that file among the models", async () => {
  open("missing");
  await userEvent.click(await screen.findByRole("button", { name: "Models…" }));
  expect(modelsPageStore.get()).toBe("faces");
});

test.each([
  ["ready", detail],
  ["missing", "The engine stopped."],
] as const)("it does not when the file is %s or the reason is another", async (state, reason) => {
  const sent = open(state, reason);
  await expect.poll(() => sent).toHaveLength(1);
  expect(screen.queryByRole("button", { name: "Models…" })).not.toBeInTheDocument();
});
