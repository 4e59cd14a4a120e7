import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { FactsButton } from "@/features/facts/components/FactsButton";
import { factsOpenedStore } from "@/features/facts/factsOpenedStore";
import { startFakeServer } from "@/testing/fakeServer";
import { imageGeneration, imageRecord, resultOf } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

const made = imageGeneration({ negative_prompt: "fog" });
const base = imageRecord("a", { kind: "base", name: "a red fox 7.png", generation: made });

function open(image = base) {
  startFakeServer({});
  factsOpenedStore.set(true);
  renderPart(<FactsButton image={image} />);
  return within(screen.getByRole("region", { name: "Facts about the image" }));
}

test("I shows and hides the facts, and Escape hides them too", async () => {
  startFakeServer({});
  renderPart(<FactsButton image={base} />);
  await userEvent.keyboard("i");
  expect(screen.getByRole("region", { name: "Facts about the image" })).toBeVisible();
  expect(screen.getByRole("button", { name: "Facts about the image" })).toHaveAttribute("aria-pressed", "true");
  await userEvent.keyboard("i");
  expect(screen.queryByRole("region")).not.toBeInTheDocument();
  await userEvent.keyboard("i");
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("region")).not.toBeInTheDocument();
});

test("of a generated image they say what made it, and offer that again", async () => {
  const panel = open();
  for (const text of ["a red fox", "fog", "7"]) {
    expect(panel.getByText(text)).toBeVisible();
  }
  expect(panel.getByRole("row", { name: "Sampler The generator's own" })).toBeVisible();
  expect(panel.getByRole("row", { name: "Steps 20" })).toBeVisible();
  expect(panel.getByRole("row", { name: "Model Burnish Painter" })).toBeVisible();
  expect(panel.getByRole("row", { name: "Kind Generated image" })).toBeVisible();
  expect(panel.getByRole("button", { name: "Use all" })).toBeVisible();
  expect(panel.queryByText(/another program/)).not.toBeInTheDocument();

  const user = userEvent.setup();
  await user.click(panel.getByRole("button", { name: "Copy seed" }));
  expect(await window.navigator.clipboard.readText()).toBe("7");
  await user.click(panel.getByRole("button", { name: "Copy prompt" }));
  expect(await window.navigator.clipboard.readText()).toBe("a red fox");
});

test("of a photo that another program generated they say where that comes from, and only what is known", () => {
  const elsewhere = imageGeneration({ generator: null, sampler: "Euler a", guidance: null, seed: null, model: null });
  const panel = open(imageRecord("u", { generation: elsewhere }));
  expect(panel.getByText("Read from the file: another program wrote it there.")).toBeVisible();
  expect(panel.getByRole("row", { name: "Sampler Euler a" })).toBeVisible();
  expect(panel.queryByRole("row", { name: /Guidance|Model/ })).not.toBeInTheDocument();
  expect(panel.queryByRole("button", { name: "Copy seed" })).not.toBeInTheDocument();
});

test("of a result they say in words what was done", () => {
  const panel = open(resultOf(imageRecord("u"), "r"));
  expect(
    panel.getByText("Upscaled 4x with realesr-general-x4v3: denoising strength 0.75, upscale strength 0.75."),
  ).toBeVisible();
  expect(panel.getByRole("row", { name: "Size 3200 × 2400 pixels, 7.7 MP" })).toBeVisible();
  expect(panel.queryByText("What made it")).not.toBeInTheDocument();
});
