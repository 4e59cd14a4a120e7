import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { ModelsButton } from "@/features/models/components/ModelsButton";
import { ModelsOverlay } from "@/features/models/components/ModelsOverlay";
import { openModels } from "@/features/models/modelsPage";
import { startFakeServer } from "@/testing/fakeServer";
import { generatorRecord, upscalingModel, weightsRecord } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

const faces = weightsRecord({ name: "GFPGANv1.4", group: "faces", state: "missing" });
const settings = { offline: false, upscaling_enabled: true, restoration_enabled: true };

function open(given: Partial<typeof settings> = {}) {
  startFakeServer({
    "GET /api/weights": () => ({ items: [weightsRecord(), faces], folder: "/data/weights", free_bytes: 51e9 }),
    "GET /api/upscaling/models": () => ({ enabled: true, items: [upscalingModel()] }),
    "GET /api/generators": () => ({ items: [generatorRecord()], default: "painter" }),
    "GET /api/settings": () => ({ ...settings, ...given }),
    "GET /api/jobs": () => ({ items: [], next: null }),
  });
  renderPart(
    <>
      <ModelsButton />
      <ModelsOverlay />
    </>,
  );
}
// The dialog is loaded when it is first opened.
const tab = (name: string) => screen.findByRole("tab", { name }, { timeout: 10_000 });

test("the page opens by its button, closes by Escape, gives the focus back, and opens again", async () => {
  open();
  const button = screen.getByRole("button", { name: "Models" });
  await userEvent.click(button);
  const first = await tab("Upscaling");
  await waitFor(() => {
    expect(first).toHaveFocus();
  });
  expect(await screen.findByRole("listitem", { name: "realesr-general-x4v3" })).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await waitFor(() => {
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
    expect(window.location.hash).toBe("");
    expect(button).toHaveFocus();
  });
  await userEvent.click(button);
  expect(await screen.findByRole("dialog", { name: "Models" })).toBeVisible();
});

test("each part holds what belongs to it, and says where it is in the address", async () => {
  open();
  openModels("upscaling");
  await tab("Upscaling");
  expect(await screen.findByRole("region", { name: "Burnish’s models" })).toBeVisible();
  expect(screen.getByRole("region", { name: "Your models" })).toBeVisible();
  expect(screen.queryByRole("listitem", { name: "GFPGANv1.4" })).not.toBeInTheDocument();

  await userEvent.click(await tab("Faces"));
  expect(await screen.findByRole("listitem", { name: "GFPGANv1.4" })).toBeVisible();
  expect(screen.queryByRole("listitem", { name: "realesr-general-x4v3" })).not.toBeInTheDocument();
  expect(window.location.hash).toBe("#models/faces");

  await userEvent.click(await tab("Generators"));
  expect(await screen.findByRole("listitem", { name: "Painter" })).toBeVisible();
});

test("the folder and the free space are said once in each part", async () => {
  open();
  openModels("faces");
  await tab("Faces");
  expect(await screen.findByText("/data/weights")).toBeVisible();
  expect(screen.getByText("51 GB free on the disk.")).toBeVisible();
});

test("what is switched off on the server is said, and nothing can be added to it", async () => {
  open({ upscaling_enabled: false, restoration_enabled: false });
  openModels("upscaling");
  await tab("Upscaling");
  expect(await screen.findByText(/--no-esrgan/)).toBeVisible();
  expect(screen.queryByRole("button", { name: "Choose model files" })).not.toBeInTheDocument();
  await userEvent.click(await tab("Faces"));
  expect(await screen.findByText(/--no-restore/)).toBeVisible();
});

test("Escape takes back a question before it closes the page", async () => {
  open();
  openModels("upscaling");
  await userEvent.click(await screen.findByRole("button", { name: /^Remove realesr/ }, { timeout: 10_000 }));
  expect(await screen.findByRole("button", { name: "Remove it" })).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  await waitFor(() => {
    expect(screen.queryByRole("button", { name: "Remove it" })).not.toBeInTheDocument();
  });
  expect(screen.getByRole("dialog", { name: "Models" })).toBeVisible();
});
