import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { Gallery } from "@/features/gallery/components/Gallery";
import { queueOpenedStore } from "@/features/jobs/queueOpenedStore";
import { shownImageStore } from "@/features/library/shownImageStore";
import { noticeStore } from "@/features/notices/noticeStore";
import { restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { startFakeServer } from "@/testing/fakeServer";
import { imageRecord, jobRecord, restorationAlgorithm, upscalingModel } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

const images = ["a", "b", "c", "d", "e"].map((id, age) => imageRecord(id, { age }));

beforeEach(() => {
  // jsdom lays nothing out: the gallery is said to be 300 pixels wide and 600 high.
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(600);
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(300);
});

async function open() {
  const sent = startFakeServer({
    "GET /api/images": () => ({ items: images, next: null, total: 5 }),
    "GET /api/images/ids": () => ({ ids: images.map(({ id }) => id), origins: images.map(({ id }) => id), total: 5 }),
    "POST /api/images/delete": () => ({ ids: ["a", "b", "c", "d", "e", "older"] }),
    "POST /api/images/undelete": () => ({ ids: ["a", "b", "c", "d", "e", "older"] }),
    "PATCH /api/images": () => ({ ids: ["a", "b", "c", "d", "e"] }),
    "POST /api/archives/names": () => ({ names: ["a_1x.jpg"] }),
    "GET /api/jobs": () => ({ items: [], next: null }),
    "GET /api/upscaling/models": () => ({ enabled: true, items: [upscalingModel()] }),
    "GET /api/restoration/algorithms": () => ({ enabled: true, items: [restorationAlgorithm()] }),
    "POST /api/jobs": () => jobRecord("1", { state: "queued" }),
  });
  const onChosen = vi.fn();
  renderPart(
    <>
      <input aria-label="Field" />
      <Gallery onChosen={onChosen} />
    </>,
  );
  await screen.findByRole("option", { name: "a.jpg" });
  return { sent, onChosen, user: userEvent.setup() };
}

const item = (id: string) => screen.getByRole("option", { name: `${id}.jpg` });
const selected = () =>
  screen.queryAllByRole("option", { selected: true }).map((option) => option.getAttribute("aria-label")?.charAt(0));
const bar = () => screen.queryByRole("toolbar", { name: "Selection" });

test("Shift and a click select a range from the shown image, Ctrl and a click one more or less", async () => {
  const { user } = await open();
  await user.click(item("b"));
  expect(bar()).not.toBeInTheDocument();
  await user.keyboard("{Shift>}");
  await user.click(item("d"));
  await user.keyboard("{/Shift}{Control>}");
  expect(selected()).toEqual(["b", "c", "d"]);
  await user.click(item("c"));
  await user.click(item("e"));
  await user.keyboard("{/Control}");
  expect(selected()).toEqual(["b", "d", "e"]);
  expect(bar()).toHaveTextContent("3 selected");
  expect(shownImageStore.get()).toBe("b");
  await user.click(item("a"));
  expect(shownImageStore.get()).toBe("a");
  expect(selected()).toEqual(["b", "d", "e"]);
});

test("Ctrl and A select all but in a field, Escape none", async () => {
  const { user } = await open();
  await user.click(screen.getByRole("textbox"));
  await user.keyboard("{Control>}a{/Control}");
  expect(bar()).not.toBeInTheDocument();
  await user.click(document.body);
  await user.keyboard("{Control>}a{/Control}");
  await waitFor(() => {
    expect(bar()).toHaveTextContent("5 selected");
  });
  await user.keyboard("{Escape}");
  expect(bar()).not.toBeInTheDocument();
});

test("Space selects the shown image, Shift and arrow keys more", async () => {
  const { user } = await open();
  await user.click(item("b"));
  screen.getByRole("listbox").focus();
  await user.keyboard(" ");
  expect(selected()).toEqual(["b"]);
  await user.keyboard("{Shift>}{ArrowRight}{ArrowRight}{/Shift}");
  expect(selected()).toEqual(["b", "c", "d"]);
  expect(shownImageStore.get()).toBe("d");
  await user.keyboard("{Shift>}{ArrowLeft}{/Shift}");
  expect(selected()).toEqual(["b", "c"]);
});

test("after the Select button taps select, and the gallery stays", async () => {
  const { user, onChosen } = await open();
  await user.click(screen.getByRole("button", { name: "Select" }));
  await user.click(item("a"));
  await user.click(item("c"));
  expect(selected()).toEqual(["a", "c"]);
  expect(onChosen).not.toHaveBeenCalled();
  await user.click(screen.getByRole("button", { name: "Clear selection" }));
  expect(selected()).toEqual([]);
  await user.click(item("a"));
  expect(onChosen).toHaveBeenCalled();
});

test.each([
  ["selects it", 2, ["b"], null],
  ["that moves does not, and shows it where it ends", 40, [], "b"],
])("a finger that rests on an image %s", async (_, move, expected, shown) => {
  await open();
  vi.useFakeTimers();
  fireEvent.pointerDown(item("b"), { pointerType: "touch", clientX: 0, clientY: 0 });
  fireEvent.pointerMove(item("b"), { pointerType: "touch", clientX: 0, clientY: move });
  act(() => {
    vi.advanceTimersByTime(600);
  });
  vi.useRealTimers();
  fireEvent.pointerUp(item("b"), { pointerType: "touch" });
  fireEvent.click(item("b"));
  expect(selected()).toEqual(expected);
  expect(shownImageStore.get()).toBe(shown);
});

test("the selection is upscaled by one job, to which a notice leads", async () => {
  const { user, sent } = await open();
  await user.keyboard("{Control>}a{/Control}");
  await screen.findByText("5 selected");
  await user.keyboard("{Control>}");
  await user.click(item("b"));
  await user.keyboard("{/Control}");
  await user.click(screen.getByRole("button", { name: "Upscale…" }));
  const dialog = await screen.findByRole("dialog", { name: "Upscale" });
  expect(dialog).toHaveTextContent("4 images");
  await user.click(screen.getByRole("button", { name: "Upscale" }));
  await waitFor(() => {
    expect(noticeStore.get().at(-1)?.title).toBe("4 images are in the queue");
  });
  expect(sent.filter(({ route }) => route === "POST /api/jobs").map(({ body }) => body)).toMatchObject([
    { kind: "postprocess", images: ["a", "c", "d", "e"], recipe: { steps: [{ type: "upscale" }] } },
  ]);
  noticeStore.get().at(-1)?.action?.run();
  expect(queueOpenedStore.get()).toBe(true);
});

test("all faces in the selection are restored by one job with the settings of the moment", async () => {
  const { user, sent } = await open();
  restorationSettingsStore.update((settings) => ({ ...settings, step: { ...settings.step, strength: 0.5 } }));
  await user.keyboard("{Control>}a{/Control}");
  await user.click(await screen.findByRole("button", { name: "Restore faces…" }));
  await user.click(await screen.findByRole("button", { name: "Restore faces in 5 images" }, { timeout: 10_000 }));
  await waitFor(() => {
    expect(sent.filter(({ route }) => route === "POST /api/jobs").map(({ body }) => body)).toMatchObject([
      {
        images: ["a", "b", "c", "d", "e"],
        recipe: { steps: [{ type: "restore_faces", faces: "all", strength: 0.5 }] },
      },
    ]);
  });
});

test.each([
  ["Add to the favourites", true],
  ["Remove from the favourites", false],
])("%s: the whole selection is marked", async (name, favourite) => {
  const { user, sent } = await open();
  await user.keyboard("{Control>}a{/Control}");
  await user.click(await screen.findByRole("button", { name: "More for the selection" }));
  await user.click(await screen.findByRole("menuitem", { name }));
  await waitFor(() => {
    expect(sent.find(({ route }) => route === "PATCH /api/images")?.body).toEqual({
      ids: ["a", "b", "c", "d", "e"],
      favourite,
    });
  });
});

test("the selection goes to the trash with all versions, and comes back as it went", async () => {
  const { user, sent } = await open();
  await user.keyboard("{Control>}a{/Control}");
  await user.click(await screen.findByRole("button", { name: "More for the selection" }));
  await user.click(await screen.findByRole("menuitem", { name: "Move to the trash" }));
  await waitFor(() => {
    expect(noticeStore.get().at(-1)?.title).toBe("5 images moved to the trash");
  });
  expect(bar()).not.toBeInTheDocument();
  await user.keyboard("{Control>}z{/Control}");
  expect(noticeStore.get()).toEqual([]);
  await waitFor(() => {
    expect(sent.filter(({ route }) => route.startsWith("POST /api/images")).map(({ body }) => body)).toEqual([
      { ids: ["a", "b", "c", "d", "e"], all_versions: true },
      { ids: ["a", "b", "c", "d", "e", "older"] },
    ]);
  });
});
