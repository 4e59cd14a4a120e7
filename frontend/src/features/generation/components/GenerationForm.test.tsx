import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { GenerationForm } from "@/features/generation/components/GenerationForm";
import { changeGeneration, generationSettingsStore } from "@/features/generation/generationSettings";
import { modelsPageStore } from "@/features/models/modelsPage";
import { startFakeServer } from "@/testing/fakeServer";
import { generatorRecord } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

const painter = generatorRecord({ description: "It does not understand language." });
const turbo = generatorRecord({
  name: "sd-turbo",
  title: "SD-Turbo",
  state: "missing",
  bytes: 5_200_000_000,
  samplers: ["euler", "lcm"],
  ignores: [],
  recommended: { width: 512, height: 512, steps: 2, guidance: 0 },
});

function open() {
  startFakeServer({ "GET /api/generators": () => ({ items: [painter, turbo], default: "painter" }) });
  renderPart(<GenerationForm />);
}
const settings = () => generationSettingsStore.get();
const choose = async (title: string) => {
  await screen.findByRole("option", { name: title });
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Generator" }), title);
};
const openDetails = () => userEvent.click(screen.getByRole("button", { name: "Steps and other details" }));

test("what the painter ignores is not asked for, and it says what not to expect", async () => {
  open();
  expect(await screen.findByText("It does not understand language.")).toBeVisible();
  await openDetails();
  expect(await screen.findByRole("textbox", { name: "Steps" })).toHaveValue("20");
  expect(screen.queryByRole("textbox", { name: "Guidance" })).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Negative prompt" })).not.toBeInTheDocument();
  expect(screen.queryByRole("combobox", { name: "Sampler" })).not.toBeInTheDocument();
});

test("values that were not set follow the generator, and can be left to it again", async () => {
  open();
  await choose("SD-Turbo (not here yet)");
  expect(screen.getByText(/needs a download of 5.2 GB/)).toBeVisible();
  await openDetails();
  const steps = await screen.findByRole("textbox", { name: "Steps" });
  expect(steps).toHaveValue("2");
  await userEvent.clear(steps);
  await userEvent.type(steps, "4");
  expect(settings().steps).toBe(4);
  await userEvent.click(screen.getByRole("button", { name: "Reset Steps to 2" }));
  expect(settings().steps).toBeNull();
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Sampler" }), "LCM");
  expect(settings().sampler).toBe("lcm");
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Sampler" }), "The generator's own");
  expect(settings().sampler).toBeNull();
});

test("a negative prompt is folded away, but not one that is in force", async () => {
  open();
  await choose("SD-Turbo (not here yet)");
  const fold = screen.getByRole("button", { name: "Negative prompt" });
  expect(fold).toHaveAttribute("aria-expanded", "false");
  await userEvent.click(fold);
  await userEvent.type(await screen.findByRole("textbox", { name: "Negative prompt" }), "blur");
  expect(settings().negative_prompt).toBe("blur");
});

test("sizes are presets or free, fitted to the generator's multiple when the field is left", async () => {
  open();
  await userEvent.click(await screen.findByRole("radio", { name: "Portrait, 448 × 576" }));
  expect(settings()).toMatchObject({ width: 448, height: 576 });
  await userEvent.click(screen.getByRole("button", { name: "Swap width and height" }));
  expect(screen.getByRole("radio", { name: "Landscape, 576 × 448" })).toBeChecked();
  const width = screen.getByRole("textbox", { name: "Width" });
  await userEvent.clear(width);
  await userEvent.type(width, "1001");
  expect(width).toHaveValue("1001");
  await userEvent.tab();
  expect(width).toHaveValue("1000");
  expect(settings()).toMatchObject({ width: 1000, height: 448 });
  await userEvent.click(screen.getByRole("button", { name: "Back to the recommended 512 × 512" }));
  expect(settings()).toMatchObject({ width: null, height: null });
});

test("a seed is drawn by chance for each batch, or fixed", async () => {
  open();
  const random = screen.getByRole("switch", { name: "Random seed" });
  expect(random).toBeChecked();
  await userEvent.click(random);
  expect(settings().seed).toEqual(expect.any(Number));
  const seed = screen.getByRole("textbox", { name: "Seed" });
  await userEvent.clear(seed);
  await userEvent.type(seed, "42");
  expect(settings().seed).toBe(42);
  expect(seed).toHaveAccessibleDescription("The same seed gives the same picture.");
  await userEvent.click(screen.getByRole("button", { name: "Draw another seed" }));
  expect(settings().seed).not.toBe(42);
  await userEvent.click(random);
  expect(settings().seed).toBeNull();
});

test("what was set is remembered", async () => {
  open();
  await userEvent.type(screen.getByRole("textbox", { name: "Prompt" }), "a red fox");
  expect(window.localStorage.getItem("burnish.generation")).toContain('"prompt":"a red fox"');
});

test("a generator that is gone gives way to the default, and the list of generators can be opened", async () => {
  changeGeneration({ generator: "gone" });
  open();
  await screen.findByRole("option", { name: "Painter" });
  expect(screen.getByRole("combobox", { name: "Generator" })).toHaveValue("painter");
  await userEvent.click(screen.getByRole("button", { name: "Manage the generators" }));
  expect(modelsPageStore.get()).toBe("generators");
});
