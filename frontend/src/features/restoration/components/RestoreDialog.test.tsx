import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { followJob } from "@/features/jobs/jobEvents";
import { RestoreDialog } from "@/features/restoration/components/RestoreDialog";
import { changeSettings, changeStep, restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { Refusal, startFakeServer } from "@/testing/fakeServer";
import {
  faceList,
  foundFace,
  imageRecord,
  jobRecord,
  restorationAlgorithm,
  resultOf,
  upscalingModel,
} from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

const image = imageRecord("a", { width: 400, height: 300 });
const left = foundFace(20, 20);
const right = foundFace(220, 20, { confidence: 0.98 });
const uncertain = foundFace(120, 200, { confidence: 0.62 });
const codeformer = restorationAlgorithm({ name: "codeformer", title: "CodeFormer", weights: "codeformer" });
const search = jobRecord("d", {
  kind: "detect_faces",
  title: "Find faces: a.jpg",
  stage: "Finding faces",
  remaining_seconds: null,
});

function open(routes: Parameters<typeof startFakeServer>[0] = {}) {
  const sent = startFakeServer({
    "GET /api/restoration/algorithms": () => ({ enabled: true, items: [restorationAlgorithm(), codeformer] }),
    "GET /api/upscaling/models": () => ({ enabled: true, items: [upscalingModel()] }),
    "GET /api/images": () => ({ items: [image], next: null, total: 1 }),
    "GET /api/images/a/faces": () => faceList("a", [left, right, uncertain]),
    "GET /api/weights": () => ({ items: [] }),
    "GET /api/jobs": () => ({ items: [], next: null }),
    "POST /api/jobs": () => jobRecord("1"),
    ...routes,
  });
  const onClose = vi.fn();
  const queryClient = renderPart(<RestoreDialog image={image} opened onClose={onClose} />);
  /** The restoring step that was asked for. */
  const askedStep = () => {
    const body = sent.find(({ route }) => route === "POST /api/jobs")?.body;
    return (body as { recipe: { steps: { type: string }[] } }).recipe.steps.find(
      ({ type }) => type === "restore_faces",
    );
  };
  return { sent, onClose, queryClient, askedStep };
}

const face = (name: RegExp) => screen.findByRole("button", { name });
const start = (name: string) => screen.getByRole("button", { name });

test("it shows every face, what it takes, and asks for all of them", async () => {
  const { askedStep, onClose } = open();
  expect(await face(/^Face 1, 40 × 60 pixels, 99 % sure, included$/)).toHaveAttribute("aria-pressed", "true");
  expect(screen.getByText("2 faces to be restored")).toBeVisible();
  expect(await screen.findByText("About 10 s for 2 faces.")).toBeVisible();
  expect(screen.getByText(/scratches and tears stay/)).toBeVisible();
  await userEvent.click(start("Restore 2 faces"));
  await waitFor(() => {
    expect(onClose).toHaveBeenCalled();
  });
  expect(askedStep()).toMatchObject({ faces: "all", chosen: [], algorithm: "gfpgan", strength: 0.75 });
});

test("a face is left out by a click on it or by its switch, and taken back by key", async () => {
  const { askedStep } = open();
  const first = await face(/^Face 1/);
  await userEvent.click(first);
  expect(first).toHaveAccessibleName("Face 1, 40 × 60 pixels, 99 % sure, left out");
  await userEvent.click(screen.getByRole("switch", { name: "Restore face 2" }));
  expect(screen.getByText("Every face is left out.")).toBeVisible();
  await userEvent.click(start("Restore faces"));
  first.focus();
  await userEvent.keyboard(" ");
  expect(first).toHaveAttribute("aria-pressed", "true");
  await userEvent.click(start("Restore 1 face"));
  await waitFor(() => {
    expect(askedStep()).toMatchObject({
      faces: "chosen",
      chosen: [{ box: left.box, landmarks: left.landmarks, strength: null }],
    });
  });
});

test("a face can have a strength of its own, and give it up", async () => {
  const { askedStep } = open();
  await userEvent.click(await screen.findByRole("button", { name: "Own strength for face 2" }));
  await userEvent.click(screen.getByRole("button", { name: "Own strength for face 1" }));
  await userEvent.click(screen.getByRole("button", { name: "Use the strength of all for face 1" }));
  screen.getByRole("slider", { name: "Strength of face 2" }).focus();
  await userEvent.keyboard("{ArrowLeft}");
  await userEvent.click(start("Restore 2 faces"));
  await waitFor(() => {
    expect(askedStep()).toMatchObject({ chosen: [{ strength: null }, { strength: 0.7 }] });
  });
});

test("less certain faces come into sight on request", async () => {
  open();
  expect(await screen.findByText("1 face less certain not shown.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Show less certain faces" }));
  expect(await face(/^Face 3, 40 × 60 pixels, 62 % sure/)).toBeVisible();
  expect(restorationSettingsStore.get().step.confidence).toBe(0.6);
});

test("without a face it says so, offers a lower confidence, and cannot be started", async () => {
  const { sent } = open({ "GET /api/images/a/faces": () => faceList("a", [uncertain]) });
  expect(await screen.findByText("No face was found")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Restore faces" }));
  expect(sent.some(({ route }) => route === "POST /api/jobs")).toBe(false);
  const notice = screen.getByRole("alert", { name: "No face was found" });
  const confidence = within(notice).getByRole("textbox", { name: "Confidence" });
  await userEvent.clear(confidence);
  await userEvent.type(confidence, "0.5");
  expect(await face(/^Face 1/)).toBeVisible();
});

test("the search for faces is followed until they are there", async () => {
  let known = false;
  const { queryClient } = open({
    "GET /api/images/a/faces": () => (known ? faceList("a", [left]) : search),
  });
  expect(await screen.findByText("Finding faces · 40 %")).toBeVisible();
  known = true;
  followJob(queryClient, { ...search, state: "done", progress: 1 });
  expect(await face(/^Face 1/)).toBeVisible();
});

test("a search that waits says for what, and can be stopped", async () => {
  const waiting = jobRecord("d", { ...search, state: "queued" });
  const { sent } = open({
    "GET /api/images/a/faces": () => waiting,
    "GET /api/jobs": () => ({ items: [waiting, jobRecord("9", { title: "Upscale 4x: b.jpg" })], next: null }),
    "POST /api/jobs/d/cancel": () => ({ ...waiting, state: "cancelled" }),
  });
  expect(await screen.findByText(/Next, after “Upscale 4x: b.jpg” \(Upscaling · 40 %/)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Stop looking" }));
  expect(await screen.findByText("The search for faces was stopped")).toBeVisible();
  expect(sent).toContainEqual({ route: "POST /api/jobs/d/cancel", body: null });
});

test("a failed search gives its reason, and can be tried again", async () => {
  const error = { type: "x", title: "No weights", status: 503, detail: "Put the file there by hand.", errors: [] };
  let asked = 0;
  open({
    "GET /api/images/a/faces": () => {
      asked += 1;
      return asked === 1 ? { ...search, state: "failed", error } : faceList("a", [left]);
    },
  });
  expect(await screen.findByText("Put the file there by hand.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Look again" }));
  expect(await face(/^Face 1/)).toBeVisible();
});

test("a face is marked by dragging a box", async () => {
  const { askedStep } = open();
  await face(/^Face 1/);
  await userEvent.click(screen.getByRole("button", { name: "Mark a face" }));
  const layer = screen.getByRole("img", { name: "Drag a box around a face" });
  vi.spyOn(layer, "getBoundingClientRect").mockReturnValue(new DOMRect(10, 10, 200, 150));
  const at = (clientX: number, clientY: number) => ({ pointerId: 1, button: 0, clientX, clientY });
  fireEvent.pointerDown(layer, at(60, 60));
  fireEvent.pointerMove(layer, at(110, 110));
  fireEvent.pointerUp(layer, at(110, 110));
  expect(await face(/^Face 3, 100 × 100 pixels, marked by hand, included$/)).toHaveFocus();
  await userEvent.click(start("Restore 3 faces"));
  await waitFor(() => {
    expect(askedStep()).toMatchObject({
      faces: "chosen",
      chosen: [{}, {}, { box: { left: 100, top: 100, right: 200, bottom: 200 }, landmarks: null }],
    });
  });
});

test("a face is marked, moved, resized and removed by keys alone", async () => {
  open({ "GET /api/images/a/faces": () => faceList("a", []) });
  const markButton = await screen.findByRole("button", { name: "Mark a face" });
  markButton.focus();
  await userEvent.keyboard("{Enter}");
  await userEvent.tab();
  await userEvent.keyboard("{Enter}");
  const marked = await face(/^Face 1, 75 × 75 pixels, marked by hand/);
  expect(marked).toHaveFocus();
  expect(marked).toHaveAccessibleDescription(/Arrow keys move the box/);
  await userEvent.keyboard("{ArrowRight}{Shift>}{ArrowRight}{ArrowDown}{ArrowDown}{/Shift}");
  expect(marked).toHaveAccessibleName(/^Face 1, 79 × 83 pixels/);
  await userEvent.keyboard("{Delete}");
  expect(marked).not.toBeInTheDocument();
  expect(markButton).toHaveFocus();
});

test("Escape ends marking first, and closes after that", async () => {
  const { onClose } = open();
  await face(/^Face 1/);
  await userEvent.click(screen.getByRole("button", { name: "Mark a face" }));
  await userEvent.keyboard("{Escape}");
  expect(onClose).not.toHaveBeenCalled();
  expect(screen.queryByRole("img", { name: "Drag a box around a face" })).not.toBeInTheDocument();
  await userEvent.keyboard("{Escape}");
  expect(onClose).toHaveBeenCalled();
});

test("a face that was restored before is shown as it was and as it became", async () => {
  const restored = [{ box: { left: 80, top: 80, right: 240, bottom: 320 }, strength: 0.75 }];
  const result = resultOf(image, "r", { faces: restored });
  open({ "GET /api/images": () => ({ items: [result, image], next: null, total: 2 }) });
  const compare = await face(/^After: face 1 restored; hold to see it before$/);
  expect(within(compare).getByText("After")).toBeVisible();
  expect(compare.querySelector("img")).toHaveAttribute("src", "/api/images/r/file");
  fireEvent.pointerDown(compare, { pointerId: 1 });
  expect(within(compare).getByText("Before")).toBeVisible();
  fireEvent.pointerUp(compare, { pointerId: 1 });
  expect(within(compare).getByText("After")).toBeVisible();
  expect(screen.queryByRole("button", { name: /face 2 restored/ })).not.toBeInTheDocument();
});

test("CodeFormer's licence is shown and accepted before it is used, and its weights' size is told", async () => {
  changeStep({ algorithm: "codeformer" });
  const licence = { licence: "S-Lab 1.0", licence_summary: "For non-commercial use only.", ready: false };
  let accepted = false;
  const { sent } = open({
    "GET /api/restoration/algorithms": () => ({
      enabled: true,
      items: [{ ...codeformer, ...licence, needs_acceptance: !accepted }],
    }),
    "GET /api/weights": () => ({ items: [{ name: "codeformer", bytes: 376_637_898, state: "missing" }] }),
    "POST /api/weights/codeformer/accept-licence": () => {
      accepted = true;
      return {};
    },
  });
  expect(await screen.findByText("For non-commercial use only.")).toBeVisible();
  expect(screen.getByRole("link", { name: "Read the licence" })).toHaveAttribute("href", "https://example.org/licence");
  expect(await screen.findByText(/network \(377 MB\)/)).toBeVisible();
  expect(screen.getByRole("textbox", { name: "Fidelity" })).toBeVisible();
  expect(screen.getByText("Accept the licence of CodeFormer first.")).toBeVisible();
  await userEvent.click(start("Restore faces"));
  expect(sent.some(({ route }) => route === "POST /api/jobs")).toBe(false);
  await userEvent.click(screen.getByRole("button", { name: "I accept this licence" }));
  await waitFor(() => {
    expect(screen.queryByText("For non-commercial use only.")).not.toBeInTheDocument();
  });
  expect(start("Restore 2 faces")).toBeEnabled();
});

test("upscaling goes along in the order that is chosen", async () => {
  changeSettings({ restoreFirst: true });
  const { sent } = open();
  await face(/^Face 1/);
  await userEvent.click(screen.getByRole("switch", { name: "Also upscale" }));
  const order = screen.getByRole("combobox", { name: "Restore the faces" });
  expect(order).toHaveValue("before_upscaling");
  await userEvent.selectOptions(order, "From the upscaled picture");
  await userEvent.click(start("Restore 2 faces"));
  await waitFor(() => {
    expect(sent.at(-1)?.body).toMatchObject({
      recipe: {
        steps: [
          { type: "upscale", scale: 4 },
          { type: "restore_faces", restore_from: "previous_step" },
        ],
      },
    });
  });
});

test("hundreds of faces are all in the photo, and listed by portions", async () => {
  const many = Array.from({ length: 60 }, (_, index) => foundFace(index, index));
  open({ "GET /api/images/a/faces": () => faceList("a", many) });
  expect(await face(/^Face 60,/)).toBeVisible();
  const listed = () => within(screen.getByRole("list", { name: "Faces" })).getAllByRole("listitem").length;
  expect(listed()).toBe(24);
  await userEvent.click(screen.getByRole("button", { name: "List 24 faces more of 36" }));
  await userEvent.click(screen.getByRole("button", { name: "List 12 faces more" }));
  expect(listed()).toBe(60);
  expect(screen.queryByRole("button", { name: /^List/ })).not.toBeInTheDocument();
});

test("a refusal is told in the dialog, which stays open", async () => {
  const { onClose } = open({ "POST /api/jobs": () => new Refusal(409, "Face restoration is off.") });
  await face(/^Face 1/);
  await userEvent.click(start("Restore 2 faces"));
  expect(await screen.findByRole("alert")).toHaveTextContent("Face restoration is off.");
  expect(onClose).not.toHaveBeenCalled();
});
