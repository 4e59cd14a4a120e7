import { useQueryClient } from "@tanstack/react-query";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { modelsPageStore } from "@/features/models/modelsPage";
import { UpscaleDialog } from "@/features/upscaling/components/UpscaleDialog";
import { UpscaleSummary } from "@/features/upscaling/components/UpscaleSummary";
import { requestUpscaling } from "@/features/upscaling/requestUpscaling";
import { changeStep, upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import { Refusal, startFakeServer } from "@/testing/fakeServer";
import { imageRecord, jobRecord, upscalingModel } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

const image = imageRecord("a", { width: 1000, height: 600 });
const x4plus = upscalingModel({ name: "RealESRGAN_x4plus", title: "x4plus", denoising: "unsupported", ready: false });
const general = upscalingModel();

function DialogOfImage({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const request = () => requestUpscaling(queryClient, [image.id]);
  return (
    <UpscaleDialog
      subject={image.name}
      summary={<UpscaleSummary image={image} />}
      request={request}
      opened
      onClose={onClose}
    />
  );
}

function open(routes: Parameters<typeof startFakeServer>[0] = {}, models = [general, x4plus]) {
  const sent = startFakeServer({
    "GET /api/upscaling/models": () => ({ enabled: true, items: models }),
    "GET /api/jobs": () => ({ items: [], next: null }),
    "POST /api/jobs": () => jobRecord("1"),
    ...routes,
  });
  const onClose = vi.fn();
  renderPart(<DialogOfImage onClose={onClose} />);
  return { sent, onClose };
}

test("it says what the upscaling comes to, and follows the scale", async () => {
  open();
  expect(await screen.findByText("about 3 min")).toBeVisible();
  expect(screen.getByText("1000 × 600 pixels, 0.6 MP")).toBeVisible();
  expect(screen.getByText("4000 × 2400 pixels, 9.6 MP")).toBeVisible();
  await userEvent.click(screen.getByRole("radio", { name: "2x" }));
  expect(screen.getByText("2000 × 1200 pixels, 2.4 MP")).toBeVisible();
});

test("Enter in a field starts with what was set, and closes", async () => {
  const { sent, onClose } = open();
  const strength = screen.getByRole("textbox", { name: "Upscale Strength" });
  await userEvent.clear(strength);
  await userEvent.type(strength, "0.5{Enter}");
  await waitFor(() => {
    expect(onClose).toHaveBeenCalled();
  });
  expect(sent.find(({ route }) => route === "POST /api/jobs")?.body).toEqual({
    kind: "postprocess",
    images: ["a"],
    recipe: {
      steps: [
        { type: "upscale", model: "realesr-general-x4v3", scale: 4, denoising_strength: 0.75, upscale_strength: 0.5 },
      ],
    },
    output: { format: "png", quality: 92 },
  });
  expect(window.localStorage.getItem("burnish.upscaling")).toContain('"upscale_strength":0.5');
});

test("each strength has its own way back to its default", async () => {
  upscalingSettingsStore.update((settings) => ({ ...settings, step: { ...settings.step, upscale_strength: 0.1 } }));
  open();
  await userEvent.click(screen.getByRole("button", { name: "Reset Upscale Strength to 0.75" }));
  expect(upscalingSettingsStore.get().step.upscale_strength).toBe(0.75);
  expect(screen.queryByRole("button", { name: /Reset/ })).not.toBeInTheDocument();
});

test("without the twin network denoising is fixed at 1, and the twin can be fetched", async () => {
  const name = "realesr-general-wdn-x4v3";
  const weights = { name, purpose: "", bytes: 4_885_111, licence: "", state: "missing", progress: 0, source: null };
  const { sent } = open(
    {
      "GET /api/weights": () => ({ items: [weights] }),
      [`POST /api/weights/${name}/download`]: () => jobRecord("d", { kind: "download", weights: name, progress: 0.3 }),
    },
    [upscalingModel({ denoising: "weights_missing" })],
  );
  await userEvent.click(await screen.findByRole("button", { name: "Fetch it (4.9 MB)" }));
  expect(await screen.findByText("Fetching: 30 % · about 2 min left")).toBeVisible();
  const denoising = screen.getByRole("textbox", { name: "Denoising Strength" });
  expect(denoising).toBeDisabled();
  expect(denoising).toHaveValue("1");
  await userEvent.click(screen.getByRole("button", { name: "Upscale" }));
  expect(JSON.stringify(sent.at(-1)?.body)).toContain('"denoising_strength":1');
});

test("a model that cannot denoise by degrees says so in place of the slider", async () => {
  open();
  await screen.findByRole("option", { name: "x4plus" });
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Model" }), "x4plus");
  expect(screen.getByText(/always denoises fully/)).toBeVisible();
  expect(screen.queryByRole("textbox", { name: "Denoising Strength" })).not.toBeInTheDocument();
  expect(screen.getByText(/fetched first/)).toBeVisible();
});

test("a model that was added stands in a group of its own, and only the scales that it makes can be chosen", async () => {
  const own = upscalingModel({
    name: "own",
    title: "2x-Own",
    kind: "custom",
    architecture: "SPAN",
    network_scale: 2,
    scales: [2],
    denoising: "unsupported",
  });
  const { sent } = open({}, [general, own]);
  const group = await screen.findByRole("group", { name: "Your models" });
  expect(within(group).getByRole("option", { name: "2x-Own" })).toBeInTheDocument();
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Model" }), "2x-Own");
  expect(screen.getByText(/SPAN, 2x/)).toBeVisible();
  expect(screen.queryByRole("radio", { name: "4x" })).not.toBeInTheDocument();
  expect(screen.getByRole("radio", { name: "2x" })).toBeChecked();
  expect(screen.getByText("2000 × 1200 pixels, 2.4 MP")).toBeVisible();

  await userEvent.click(screen.getByRole("button", { name: "Upscale" }));
  expect(sent.at(-1)?.body).toMatchObject({ recipe: { steps: [{ model: "own", scale: 2 }] } });
  expect(upscalingSettingsStore.get().step.scale).toBe(4);
});

test("in place of a remembered model that is gone the default one is used", async () => {
  changeStep({ model: "gone" });
  const { sent } = open();
  await screen.findByRole("option", { name: "x4plus" });
  expect(screen.getByRole("combobox", { name: "Model" })).toHaveValue("realesr-general-x4v3");
  await userEvent.click(screen.getByRole("button", { name: "Upscale" }));
  expect(sent.at(-1)?.body).toMatchObject({ recipe: { steps: [{ model: "realesr-general-x4v3" }] } });
});

test("the Models page opens over the dialog, and Escape is for the page alone", async () => {
  const { onClose } = open();
  await userEvent.click(screen.getByRole("button", { name: "Models…" }));
  expect(modelsPageStore.get()).toBe("upscaling");
  await userEvent.keyboard("{Escape}");
  expect(onClose).not.toHaveBeenCalled();
});

test("a refusal is told in the dialog, which stays open", async () => {
  const detail = "The result would have 4000 megapixels. Choose 2x.";
  const { onClose } = open({ "POST /api/jobs": () => new Refusal(422, detail) });
  await userEvent.click(screen.getByRole("button", { name: "Upscale" }));
  expect(await screen.findByRole("alert")).toHaveTextContent(detail);
  expect(onClose).not.toHaveBeenCalled();
});

test("quality is asked for only where a format has it", async () => {
  open();
  expect(screen.queryByRole("textbox", { name: "Quality" })).not.toBeInTheDocument();
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Format" }), "WebP");
  expect(screen.getByRole("textbox", { name: "Quality" })).toHaveValue("92");
});

test("Escape closes", async () => {
  const { onClose } = open();
  await userEvent.keyboard("{Escape}");
  expect(onClose).toHaveBeenCalled();
});
