import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";

import { FileDrop } from "@/app/components/FileDrop";
import { modelUploadsStore } from "@/features/customModels/modelUploads";
import { modelsPageStore, openModels } from "@/features/models/modelsPage";
import { UploadContext } from "@/features/upload/uploadContext";
import { UploadQueue } from "@/features/upload/uploadQueue";
import { startFakeServer } from "@/testing/fakeServer";
import { upscalingModel } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

let photos: string[];

beforeEach(() => {
  photos = [];
  startFakeServer({ "POST /api/upscaling/models": () => upscalingModel({ name: "own", kind: "custom" }) });
  const queue = new UploadQueue({
    send: (files) => {
      photos.push(...files.map(({ name }) => name));
      return Promise.resolve({ items: [], problems: [] });
    },
    maxBytes: () => null,
    onAdded: () => undefined,
    onFinished: () => undefined,
  });
  renderPart(
    <UploadContext value={queue}>
      <FileDrop />
    </UploadContext>,
  );
});

const transfer = (...names: string[]) => ({
  types: ["Files"],
  items: names.map((name) => ({
    kind: "file",
    webkitGetAsEntry: () => null,
    getAsFile: () => new File(["x"], name),
  })),
});
const models = () => modelUploadsStore.get().map(({ file }) => file.name);

test("photos go to the library, and models to their page, which opens", async () => {
  fireEvent.drop(window, { dataTransfer: transfer("aunt.jpg", "4x-Ultra.SAFETENSORS", "2x.pth", "uncle.png") });
  await waitFor(() => {
    expect(models()).toEqual(["4x-Ultra.SAFETENSORS", "2x.pth"]);
    expect(photos).toEqual(["aunt.jpg", "uncle.png"]);
  });
  expect(modelsPageStore.get()).toBe("upscaling");
});

test("photos alone open nothing", async () => {
  fireEvent.drop(window, { dataTransfer: transfer("aunt.jpg") });
  await waitFor(() => {
    expect(photos).toEqual(["aunt.jpg"]);
  });
  expect(modelsPageStore.get()).toBeNull();
});

test("on the Models page the invitation is for models, and what is no photo is told of there", async () => {
  act(() => {
    openModels("faces");
  });
  fireEvent.dragEnter(window, { dataTransfer: transfer("model.onnx") });
  expect(await screen.findByText(/are added to your models/)).toBeVisible();
  fireEvent.drop(window, { dataTransfer: transfer("model.onnx") });
  await waitFor(() => {
    expect(models()).toEqual(["model.onnx"]);
  });
  expect(modelsPageStore.get()).toBe("upscaling");
});
