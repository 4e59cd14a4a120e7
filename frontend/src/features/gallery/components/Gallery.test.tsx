import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { Gallery } from "@/features/gallery/components/Gallery";
import { GalleryGrid } from "@/features/gallery/components/GalleryGrid";
import { shownImageStore } from "@/features/library/shownImageStore";
import { startFakeServer } from "@/testing/fakeServer";
import { imageRecord, resultOf } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

beforeEach(() => {
  // jsdom lays nothing out: the gallery is said to be 300 pixels wide and 600 high.
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(600);
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(300);
});

test("of 100,000 images only those in sight are in the page", async () => {
  const images = Array.from({ length: 100_000 }, (_, index) => imageRecord(`i${index}`));
  renderPart(<GalleryGrid images={images} total={100_000} loadingMore={false} onEndNear={vi.fn()} />);
  const options = await screen.findAllByRole("option");
  expect(options.length).toBeGreaterThan(6);
  expect(options.length).toBeLessThan(40);
  expect(options[0]).toHaveAttribute("aria-setsize", "100000");
});

test("the next page is loaded when the end comes near, and the last one ends that", async () => {
  const page = (first: number, next: string | null) => ({
    items: Array.from({ length: 4 }, (_, index) => imageRecord(`i${first + index}`, { age: first + index })),
    next,
    total: 8,
  });
  let calls = 0;
  const sent = startFakeServer({ "GET /api/images": () => (calls++ === 0 ? page(0, "4") : page(4, null)) });
  renderPart(<Gallery />);
  expect(await screen.findByRole("option", { name: "i7.jpg" })).toBeInTheDocument();
  expect(screen.getByText("8 images")).toBeVisible();
  expect(sent.filter(({ route }) => route === "GET /api/images")).toHaveLength(2);
});

test("keys move through the gallery, a click shows an image, results wear their scale", async () => {
  const source = imageRecord("a", { age: 5 });
  const result = resultOf(source, "r", { name: "r.png" });
  const images = [result, imageRecord("b", { age: 1 }), imageRecord("c", { age: 9 })];
  startFakeServer({ "GET /api/images": () => ({ items: images, next: null, total: 3 }) });
  renderPart(<Gallery />);
  await userEvent.click(await screen.findByRole("option", { name: "r.png, 4x" }));
  expect(shownImageStore.get()).toBe("r");
  screen.getByRole("listbox").focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(shownImageStore.get()).toBe("b");
  expect(screen.getByRole("listbox")).toHaveAttribute("aria-activedescendant", "gallery-b");
  await userEvent.keyboard("{End}");
  expect(shownImageStore.get()).toBe("c");
  expect(screen.getByRole("option", { current: true })).toHaveAccessibleName("c.jpg");
  expect(screen.queryByRole("option", { selected: true })).not.toBeInTheDocument();
});

test("the entry of an image is the current one whichever of its versions is shown", async () => {
  const source = imageRecord("a", { age: 5 });
  const result = resultOf(source, "r", { name: "r.png" });
  startFakeServer({
    "GET /api/images": () => ({ items: [imageRecord("b"), result], next: null, total: 2 }),
    "GET /api/images/a": () => source,
  });
  shownImageStore.set("a");
  renderPart(<Gallery />);
  expect(await screen.findByRole("option", { current: true })).toHaveAccessibleName("r.png, 4x");
});

test("a gallery that cannot be loaded says so and can be asked again", async () => {
  startFakeServer({});
  renderPart(<Gallery />);
  expect(await screen.findByRole("alert")).toHaveTextContent("The Burnish server does not answer.");
  startFakeServer({ "GET /api/images": () => ({ items: [imageRecord("a")], next: null, total: 1 }) });
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => {
    expect(screen.getByText("1 image")).toBeVisible();
  });
});
