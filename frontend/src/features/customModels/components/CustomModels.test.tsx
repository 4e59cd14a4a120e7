import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { CustomModels } from "@/features/customModels/components/CustomModels";
import { addModels } from "@/features/customModels/modelUploads";
import { Refusal, startFakeServer } from "@/testing/fakeServer";
import { upscalingModel } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

const own = upscalingModel({
  name: "ultra",
  title: "4x-Ultra",
  kind: "custom",
  architecture: "ESRGAN",
  bytes: 67_000_000,
  file_name: "4x-Ultra.pth",
});
const file = (name: string, content = "weights") => new File([content], name);

function open(routes: Parameters<typeof startFakeServer>[0] = {}, items = [upscalingModel()]) {
  const sent = startFakeServer({ "GET /api/upscaling/models": () => ({ enabled: true, items }), ...routes });
  return { sent, queryClient: renderPart(<CustomModels />) };
}
const chooser = () => document.querySelector<HTMLInputElement>("input[type=file]");
const uploadOf = async (name: string) => within(await screen.findByRole("listitem", { name }));

test("a model says what it is; Burnish's own are not among them", async () => {
  open({}, [upscalingModel(), own]);
  const item = within(await screen.findByRole("listitem", { name: "4x-Ultra" }));
  expect(item.getByText("ESRGAN, 4x · 67 MB · 4x-Ultra.pth")).toBeVisible();
  expect(screen.getAllByRole("listitem")).toHaveLength(1);
});

test("a chosen file is sent, read and then among the models", async () => {
  let answer: (model: unknown) => void = () => undefined;
  const { sent } = open({ "POST /api/upscaling/models": () => new Promise((resolve) => (answer = resolve)) });
  await screen.findByRole("button", { name: "Choose model files" });
  await userEvent.upload(chooser() ?? document.body, file("4x-Ultra.pth"));
  const upload = await uploadOf("4x-Ultra.pth");
  expect(await upload.findByText("Reading the model…")).toBeVisible();
  answer(own);
  expect(await upload.findByText("4x-Ultra is among your models: ESRGAN, 4x.")).toBeVisible();
  expect(screen.getByRole("listitem", { name: "4x-Ultra" })).toBeVisible();
  const form = sent.find(({ route }) => route === "POST /api/upscaling/models")?.body as FormData;
  expect((form.get("file") as File).name).toBe("4x-Ultra.pth");
});

test("several files go one after the other, and what is refused is told of at the file and loses nothing", async () => {
  let underWay = 0;
  let most = 0;
  const { queryClient } = open({
    "POST /api/upscaling/models": async (form) => {
      most = Math.max(most, ++underWay);
      await Promise.resolve();
      underWay--;
      const { name } = (form as FormData).get("file") as File;
      return name === "face.pth" ? new Refusal(422, "face.pth restores faces and does not enlarge.") : own;
    },
  });
  await addModels(queryClient, [file("face.pth"), file("4x-Ultra.safetensors"), file("notes.txt"), file("no.pth", "")]);
  expect(most).toBe(1);
  const refused = await uploadOf("face.pth");
  expect(refused.getByRole("alert")).toHaveTextContent("face.pth restores faces and does not enlarge.");
  expect((await uploadOf("notes.txt")).getByRole("alert")).toHaveTextContent(/not a file with a model/);
  expect((await uploadOf("no.pth")).getByRole("alert")).toHaveTextContent("The file is empty.");
  expect(screen.getByRole("listitem", { name: "4x-Ultra" })).toBeVisible();

  await userEvent.click(refused.getByRole("button", { name: "Close the message about face.pth" }));
  expect(screen.queryByRole("listitem", { name: "face.pth" })).not.toBeInTheDocument();
});

test("a file that did not reach the server is sent again", async () => {
  let gone = true;
  const { queryClient } = open({
    "POST /api/upscaling/models": () => {
      if (gone) {
        throw new TypeError("The server is gone");
      }
      return own;
    },
  });
  await addModels(queryClient, [file("4x-Ultra.pth")]);
  const upload = await uploadOf("4x-Ultra.pth");
  expect(upload.getByRole("alert")).toHaveTextContent(/does not answer/);
  gone = false;
  await userEvent.click(upload.getByRole("button", { name: "Try again with 4x-Ultra.pth" }));
  expect(await screen.findByText(/is among your models/)).toBeVisible();
});

test("a file on its way can be stopped, and the next one goes", async () => {
  const { sent, queryClient } = open({
    "POST /api/upscaling/models": (form) =>
      ((form as FormData).get("file") as File).name === "slow.pth" ? new Promise(() => undefined) : own,
  });
  const adding = addModels(queryClient, [file("slow.pth"), file("4x-Ultra.pth")]);
  const waiting = await uploadOf("4x-Ultra.pth");
  expect(waiting.getByText("Waiting for the one before")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Cancel slow.pth" }));
  await adding;
  expect(screen.queryByRole("listitem", { name: "slow.pth" })).not.toBeInTheDocument();
  expect(await waiting.findByText(/is among your models/)).toBeVisible();
  expect(sent.filter(({ route }) => route.startsWith("POST"))).toHaveLength(2);
});

test("a model is removed only after a second thought", async () => {
  open({ "DELETE /api/upscaling/models/ultra": () => own }, [own]);
  await userEvent.click(await screen.findByRole("button", { name: "Remove 4x-Ultra" }));
  expect(screen.getByText(/What was made with it stays/)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Remove it" }));
  await expect.poll(() => screen.queryByRole("listitem", { name: "4x-Ultra" })).toBeNull();
});
