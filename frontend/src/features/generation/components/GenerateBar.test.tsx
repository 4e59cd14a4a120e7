import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useRef } from "react";
import { expect, test, vi } from "vitest";

import { GenerateBar } from "@/features/generation/components/GenerateBar";
import { PromptControl } from "@/features/generation/components/PromptControl";
import { changeGeneration } from "@/features/generation/generationSettings";
import { useGenerateKey } from "@/features/generation/hooks/useGenerateKey";
import { followedJobsStore } from "@/features/library/followedJobsStore";
import { noticeStore } from "@/features/notices/noticeStore";
import { Refusal, startFakeServer } from "@/testing/fakeServer";
import { generateJob, generatorRecord, jobRecord } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

function Column({ onStarted }: { onStarted: () => void }) {
  const ref = useRef<HTMLElement>(null);
  useGenerateKey(ref, onStarted);
  return (
    <section ref={ref}>
      <PromptControl />
      <GenerateBar onStarted={onStarted} />
    </section>
  );
}

function open(routes: Parameters<typeof startFakeServer>[0] = {}) {
  const sent = startFakeServer({
    "GET /api/generators": () => ({ items: [generatorRecord()], default: "painter" }),
    "GET /api/upscaling/models": () => ({ enabled: true, items: [] }),
    "GET /api/restoration/algorithms": () => ({ enabled: true, items: [] }),
    "GET /api/jobs": () => ({ items: [], next: null }),
    "POST /api/jobs": () => generateJob("g", { state: "queued" }),
    ...routes,
  });
  const onStarted = vi.fn();
  renderPart(<Column onStarted={onStarted} />);
  return { sent, onStarted, asked: () => sent.filter(({ route }) => route === "POST /api/jobs") };
}

test("without a prompt the button says why it does nothing", async () => {
  const { asked } = open();
  const button = screen.getByRole("button", { name: "Generate" });
  await waitFor(() => {
    expect(button).toHaveAttribute("aria-description", expect.stringContaining("Write a prompt first"));
  });
  await userEvent.click(button);
  expect(asked()).toEqual([]);
});

test("the batch is asked for with what was set, and is followed", async () => {
  changeGeneration({ prompt: "a red fox", count: 4, width: 448, height: 576, guidance: 3 });
  const { onStarted, asked } = open();
  await waitFor(() => {
    expect(screen.getByRole("button", { name: "Generate 4 images" })).not.toHaveAttribute("aria-disabled");
  });
  await userEvent.click(screen.getByRole("button", { name: "Generate 4 images" }));
  await waitFor(() => {
    expect(onStarted).toHaveBeenCalledTimes(1);
  });
  expect(asked()[0]?.body).toMatchObject({
    kind: "generate",
    generation: { prompt: "a red fox", count: 4, width: 448, height: 576, guidance: null, generator: "painter" },
    recipe: null,
    output: { format: "png" },
  });
  expect(followedJobsStore.get()).toEqual(["g"]);
});

test("Ctrl+Enter generates while the prompt is typed, again while a batch is under way, and elsewhere", async () => {
  const { asked } = open();
  const prompt = screen.getByRole("textbox", { name: "Prompt" });
  await userEvent.type(prompt, "a fox");
  await waitFor(() => {
    expect(screen.getByRole("button", { name: "Generate" })).not.toHaveAttribute("aria-disabled");
  });
  await userEvent.type(prompt, "{Control>}{Enter}{/Control}");
  await waitFor(() => {
    expect(asked()).toHaveLength(1);
  });
  await screen.findByRole("button", { name: "Cancel: a red fox" });
  await userEvent.keyboard("{Meta>}{Enter}{/Meta}");
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => {
    expect(asked()).toHaveLength(3);
  });
  expect(asked()[0]?.body).toMatchObject({ generation: { prompt: "a fox" } });
});

test("the batch under way can be cancelled beside it, and other work is left alone", async () => {
  const { sent } = open({
    "GET /api/jobs": () => ({ items: [jobRecord("other"), generateJob("g")], next: null }),
    "POST /api/jobs/g/cancel": () => generateJob("g", { state: "cancelled" }),
  });
  const cancel = await screen.findByRole("button", { name: "Cancel: a red fox" });
  await userEvent.click(cancel);
  await waitFor(() => {
    expect(cancel).not.toBeInTheDocument();
  });
  expect(sent.filter(({ route }) => route.endsWith("/cancel"))).toHaveLength(1);
});

test("a refusal is told in the server's words", async () => {
  changeGeneration({ prompt: "a red fox" });
  open({ "POST /api/jobs": () => new Refusal(422, "The width is no multiple of 64.") });
  await waitFor(() => {
    expect(screen.getByRole("button", { name: "Generate" })).not.toHaveAttribute("aria-disabled");
  });
  await userEvent.click(screen.getByRole("button", { name: "Generate" }));
  await waitFor(() => {
    expect(noticeStore.get()).toMatchObject([{ kind: "problem", message: "The width is no multiple of 64." }]);
  });
  expect(followedJobsStore.get()).toEqual([]);
});
