import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { PostprocessingSection } from "@/features/postprocessing/components/PostprocessingSection";
import { changeStep, restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import { startFakeServer } from "@/testing/fakeServer";
import { restorationAlgorithm, upscalingModel } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

function open({ models = {}, algorithms = {} }: { models?: object; algorithms?: object } = {}) {
  startFakeServer({
    "GET /api/upscaling/models": () => ({ enabled: true, items: [upscalingModel()], ...models }),
    "GET /api/restoration/algorithms": () => ({ enabled: true, items: [restorationAlgorithm()], ...algorithms }),
    "GET /api/weights": () => ({ items: [] }),
    "GET /api/jobs": () => ({ items: [], next: null }),
  });
  renderPart(<PostprocessingSection />);
}
const headerSwitch = (title: string) =>
  screen.findByRole("switch", { name: `${title}: apply to every generated image` });

test("what is switched on is said in one line, in its order, and remembered", async () => {
  open();
  expect(await screen.findByText(/stay as they are/)).toBeVisible();
  await userEvent.click(await headerSwitch("Upscaling"));
  expect(screen.getByText("Every generated image: 4x.")).toBeVisible();
  await userEvent.click(await headerSwitch("Face Restoration"));
  expect(screen.getByText("Every generated image: 4x, then faces with GFPGAN.")).toBeVisible();
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Restore the faces" }), "Before upscaling");
  expect(screen.getByText("Every generated image: faces with GFPGAN, then 4x.")).toBeVisible();
  expect(window.localStorage.getItem("burnish.upscaling")).toContain('"applyToGenerated":true');
  expect(window.localStorage.getItem("burnish.restoration")).toContain('"restoreFirst":true');
});

test("photos that are added have a switch of their own in each panel", async () => {
  open();
  const panel = await screen.findByRole("region", { name: "Upscaling" });
  await userEvent.click(within(panel).getByRole("switch", { name: "Apply to every photo that is added" }));
  expect(await screen.findByText("Every photo that is added: 4x.")).toBeVisible();
  expect(screen.queryByText(/Every generated image/)).not.toBeInTheDocument();
  expect(upscalingSettingsStore.get()).toMatchObject({ applyToGenerated: false, applyToAdded: true });
});

test("what the server does not do is off, with the reason, and left out", async () => {
  upscalingSettingsStore.update((settings) => ({ ...settings, applyToGenerated: true }));
  restorationSettingsStore.update((settings) => ({ ...settings, applyToGenerated: true }));
  open({ models: { enabled: false } });
  expect(await screen.findByText("Every generated image: faces with GFPGAN.")).toBeVisible();
  const off = await headerSwitch("Upscaling");
  expect(off).toBeDisabled();
  expect(off).not.toBeChecked();
  expect(off).toHaveAccessibleDescription(/--no-esrgan/);
});

test("a licence that was not accepted is called to mind", async () => {
  changeStep({ algorithm: "codeformer" });
  const codeformer = restorationAlgorithm({ name: "codeformer", title: "CodeFormer", needs_acceptance: true });
  open({ algorithms: { items: [codeformer] } });
  await userEvent.click(await headerSwitch("Face Restoration"));
  expect(screen.getByText("Accept the licence of CodeFormer first.")).toBeVisible();
});
