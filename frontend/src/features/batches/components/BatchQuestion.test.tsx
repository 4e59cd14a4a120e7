import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { BatchQuestion } from "@/features/batches/components/BatchQuestion";
import { queueOpenedStore } from "@/features/jobs/queueOpenedStore";
import { noticeStore } from "@/features/notices/noticeStore";
import { copyRecipe } from "@/features/recipes/copiedRecipeStore";
import { completeParameters } from "@/services/api/parameters";
import { Refusal, startFakeServer } from "@/testing/fakeServer";
import { jobRecord, restorationAlgorithm, upscalingModel } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

const queued = (): unknown => jobRecord("1", { state: "queued" });

function open({ upscaling = true, answer = queued } = {}) {
  const sent = startFakeServer({
    "GET /api/upscaling/models": () => ({ enabled: upscaling, items: upscaling ? [upscalingModel()] : [] }),
    "GET /api/restoration/algorithms": () => ({ enabled: true, items: [restorationAlgorithm()] }),
    "GET /api/jobs": () => ({ items: [], next: null }),
    "POST /api/jobs": answer,
  });
  const onDone = vi.fn();
  renderPart(<BatchQuestion images={["a", "b", "c"]} onDone={onDone} />);
  const asked = () => sent.filter(({ route }) => route === "POST /api/jobs").map(({ body }) => body);
  return { asked, onDone };
}
const box = (name: string) => screen.findByRole("checkbox", { name });
const start = () => screen.getByRole("button", { name: "Start" });

test("what is ticked is said and done with all photos by one job, to which a notice leads", async () => {
  const { asked, onDone } = open();
  expect(await screen.findByText("4x, with the settings of the panels.")).toBeVisible();
  await userEvent.click(await box("Restore faces"));
  expect(screen.getByText("4x, then faces with GFPGAN, with the settings of the panels.")).toBeVisible();
  await userEvent.click(start());
  await waitFor(() => {
    expect(onDone).toHaveBeenCalledOnce();
  });
  expect(asked()).toMatchObject([
    {
      kind: "postprocess",
      images: ["a", "b", "c"],
      recipe: { steps: [{ type: "upscale" }, { type: "restore_faces" }] },
    },
  ]);
  expect(noticeStore.get().at(-1)?.title).toBe("3 photos are in the queue");
  noticeStore.get().at(-1)?.action?.run();
  expect(queueOpenedStore.get()).toBe(true);
});

test("the copied recipe takes the place of the panels' settings, and they its place", async () => {
  copyRecipe({ steps: [completeParameters("UpscaleStep", { scale: 2, denoising_strength: 0.25 })] }, "webp");
  const { asked } = open();
  await userEvent.click(await box("The copied recipe"));
  expect(await box("Upscale")).not.toBeChecked();
  expect(screen.getByRole("status")).toHaveTextContent("denoising strength 0.25");
  await userEvent.click(await box("Upscale"));
  expect(await box("The copied recipe")).not.toBeChecked();
  await userEvent.click(await box("The copied recipe"));
  await userEvent.click(start());
  await waitFor(() => {
    expect(asked()).toMatchObject([
      { recipe: { steps: [{ scale: 2, denoising_strength: 0.25 }] }, output: { format: "webp" } },
    ]);
  });
});

test("without anything to do nothing can be started", async () => {
  const { asked, onDone } = open();
  await userEvent.click(await box("Upscale"));
  expect(screen.getByText("They stay as they are.")).toBeVisible();
  expect(start()).toBeDisabled();
  await userEvent.click(screen.getByRole("button", { name: "Not now" }));
  expect(onDone).toHaveBeenCalledOnce();
  expect(asked()).toEqual([]);
});

test("what the server does not do cannot be ticked, with the reason", async () => {
  open({ upscaling: false });
  await waitFor(async () => {
    expect(await box("Restore faces")).toBeEnabled();
  });
  expect(await box("Upscale")).toBeDisabled();
  expect(await box("Upscale")).not.toBeChecked();
  expect(await box("Upscale")).toHaveAccessibleDescription(/--no-esrgan/);
});

test("a refusal stands where it was asked, and it can be started again", async () => {
  const { onDone } = open({ answer: () => new Refusal(507, "The disk is full.") });
  await screen.findByText("4x, with the settings of the panels.");
  await userEvent.click(start());
  expect(await screen.findByRole("alert")).toHaveTextContent("The disk is full.");
  expect(start()).toBeEnabled();
  expect(onDone).not.toHaveBeenCalled();
});
