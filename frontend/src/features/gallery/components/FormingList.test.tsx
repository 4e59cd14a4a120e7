import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { FormingList } from "@/features/gallery/components/FormingList";
import { putPreview } from "@/features/jobs/previewStore";
import { followedJobsStore } from "@/features/library/followedJobsStore";
import { watchedJobsStore } from "@/services/events/watchedJobs";
import { startFakeServer } from "@/testing/fakeServer";
import { generateJob, jobRecord } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

const made = generateJob("made", { results: ["a", "b", "c", "d"] });

test("batches that form are listed with how far they are, and are followed when chosen", async () => {
  startFakeServer({
    "GET /api/images": () => ({ items: [], next: null, total: 0 }),
    "GET /api/jobs": () => ({ items: [jobRecord("other"), made, generateJob("g", { results: ["x"] })], next: null }),
  });
  const onChosen = vi.fn();
  renderPart(<FormingList onChosen={onChosen} />);
  const item = await screen.findByRole("button", { name: /a red fox.*2 of 4 · about 2 min left/ });
  expect(screen.getAllByRole("listitem")).toHaveLength(1);
  await waitFor(() => {
    expect(watchedJobsStore.get()).toEqual(["g"]);
  });
  act(() => {
    const preview = { sequence: 1, job_id: "g", image_id: null, index: 1, step: 7, steps: 20, width: 8, height: 8 };
    putPreview(preview, new ArrayBuffer(1));
  });
  expect(item.querySelector("img")).toHaveAttribute("src", "blob:none");

  item.focus();
  await userEvent.keyboard("{Enter}");
  expect(followedJobsStore.get()).toEqual(["g"]);
  expect(item).toHaveAttribute("aria-current", "true");
  expect(onChosen).toHaveBeenCalled();
});
