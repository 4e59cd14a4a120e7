import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { RecallButtons } from "@/features/generation/components/RecallButtons";
import { generationSettingsStore } from "@/features/generation/generationSettings";
import { useRecallKeys } from "@/features/generation/hooks/useRecallKeys";
import { noticeStore } from "@/features/notices/noticeStore";
import type { ImageRecord } from "@/services/api/types";
import { startFakeServer } from "@/testing/fakeServer";
import { generatorRecord, imageRecord } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

const generated = imageRecord("a", {
  kind: "base",
  generation: {
    prompt: "a red fox",
    negative_prompt: "",
    width: 512,
    height: 768,
    steps: 30,
    guidance: null,
    sampler: null,
    seed: 42,
    generator: "painter",
    model: "Burnish Painter",
  },
});

function Shown({ image }: { image: ImageRecord }) {
  useRecallKeys(image);
  return (
    <>
      <RecallButtons image={image} />
      <input aria-label="Field" />
    </>
  );
}

function show(image: ImageRecord) {
  startFakeServer({ "GET /api/generators": () => ({ items: [generatorRecord()], default: "painter" }) });
  renderPart(<Shown image={image} />);
}
const settings = () => generationSettingsStore.get();

test("prompt and seed are taken over one by one, by button or by key, and that is said", async () => {
  show(generated);
  await userEvent.keyboard("p");
  expect(settings()).toMatchObject({ prompt: "a red fox", seed: null });
  await userEvent.click(screen.getByRole("button", { name: "Use seed" }));
  expect(settings()).toMatchObject({ seed: 42, steps: null });
  expect(noticeStore.get().map(({ title }) => title)).toEqual(["Prompt taken over", "Seed taken over"]);
});

test("A takes over everything", async () => {
  show(generated);
  await userEvent.keyboard("a");
  await waitFor(() => {
    expect(settings()).toMatchObject({ prompt: "a red fox", width: 512, height: 768, steps: 30, seed: 42 });
  });
});

test("typed into a field the letters are text", async () => {
  show(generated);
  await userEvent.type(screen.getByRole("textbox", { name: "Field" }), "asp");
  expect(settings().prompt).toBe("");
});

test("of an image of which nothing is known, nothing is offered or taken over", async () => {
  show(imageRecord("b"));
  expect(screen.queryByRole("button")).not.toBeInTheDocument();
  await userEvent.keyboard("asp");
  expect(noticeStore.get()).toEqual([]);
});

test("what could not be taken over is said", async () => {
  show(imageRecord("a", { generation: generated.generation && { ...generated.generation, seed: null } }));
  await userEvent.click(screen.getByRole("button", { name: "Use seed" }));
  expect(noticeStore.get()).toMatchObject([
    { title: "Not taken over", message: "It is not known what seed made this image." },
  ]);
});
