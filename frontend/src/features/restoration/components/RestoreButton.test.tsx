import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { noticeStore } from "@/features/notices/noticeStore";
import { RestoreButton } from "@/features/restoration/components/RestoreButton";
import { changeSettings, changeStep, restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { Refusal, startFakeServer } from "@/testing/fakeServer";
import { faceList, imageRecord, jobRecord, restorationAlgorithm, upscalingModel } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

const image = imageRecord("a");
const routes = {
  "GET /api/restoration/algorithms": () => ({ enabled: true, items: [restorationAlgorithm()] }),
  "GET /api/upscaling/models": () => ({ enabled: true, items: [upscalingModel()] }),
  "GET /api/images": () => ({ items: [image], next: null, total: 1 }),
  "GET /api/images/a/faces": () => faceList("a", []),
  "GET /api/weights": () => ({ items: [] }),
  "GET /api/jobs": () => ({ items: [], next: null }),
  "POST /api/jobs": () => jobRecord("1"),
};

async function ready() {
  const button = screen.getByRole("button", { name: "Restore faces" });
  await waitFor(() => {
    expect(button).not.toHaveAttribute("aria-disabled");
  });
  return button;
}

test("it opens the dialog", async () => {
  startFakeServer(routes);
  renderPart(<RestoreButton image={image} />);
  await userEvent.click(await ready());
  expect(await screen.findByRole("dialog", { name: "Restore faces" })).toBeVisible();
});

test("Shift+R restores all faces at once with the settings used last", async () => {
  changeStep({ strength: 0.4 });
  changeSettings({ alsoUpscale: true });
  const sent = startFakeServer(routes);
  renderPart(<RestoreButton image={image} />);
  await ready();
  await userEvent.keyboard("{Shift>}R{/Shift}");
  await waitFor(() => {
    expect(sent.at(-1)?.route).toBe("POST /api/jobs");
  });
  const upscale = { type: "upscale", model: "realesr-general-x4v3", scale: 4 };
  expect(sent.at(-1)?.body).toMatchObject({
    kind: "postprocess",
    images: ["a"],
    recipe: { steps: [upscale, { type: "restore_faces", strength: 0.4, faces: "all", chosen: [] }] },
    output: restorationSettingsStore.get().output,
  });
});

test("a refusal of Shift+R becomes a notice", async () => {
  startFakeServer({ ...routes, "POST /api/jobs": () => new Refusal(409, "Accept the licence first.") });
  renderPart(<RestoreButton image={image} />);
  await ready();
  await userEvent.keyboard("{Shift>}R{/Shift}");
  await waitFor(() => {
    expect(noticeStore.get()[0]?.message).toMatchObject({ text: "Accept the licence first." });
  });
});

test("with --no-restore it says why it is off", async () => {
  const sent = startFakeServer({
    ...routes,
    "GET /api/restoration/algorithms": () => ({ enabled: false, items: [restorationAlgorithm()] }),
  });
  renderPart(<RestoreButton image={image} />);
  const button = screen.getByRole("button", { name: "Restore faces" });
  await waitFor(() => {
    expect(button).toHaveAccessibleDescription(
      "Face restoration is switched off: Burnish was started with --no-restore.",
    );
  });
  await userEvent.click(button);
  await userEvent.keyboard("{Shift>}R{/Shift}");
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  expect(sent.every(({ route }) => route.startsWith("GET"))).toBe(true);
});
