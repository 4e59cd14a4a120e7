import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { Gallery } from "@/features/gallery/components/Gallery";
import { shownImageStore } from "@/features/library/shownImageStore";
import { startFakeServer } from "@/testing/fakeServer";
import { imageRecord, resultOf } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

beforeEach(() => {
  // jsdom lays nothing out: the gallery is said to be 300 pixels wide and 600 high.
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(600);
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(300);
});

/** Answers with the images that a page asks for of so many. */
const libraryOf = (total: number) => (_: unknown, query: URLSearchParams) => {
  const first = Number(query.get("offset"));
  const count = Math.max(0, Math.min(Number(query.get("limit")), total - first));
  const items = Array.from({ length: count }, (_, index) => imageRecord(`i${first + index}`, { age: first + index }));
  return { items, next: null, total };
};

test("of 100,000 images only those in sight are in the page, and the last one is a key away", async () => {
  startFakeServer({ "GET /api/images": libraryOf(100_000) });
  renderPart(<Gallery />);
  const options = await screen.findAllByRole("option");
  expect(options.length).toBeGreaterThan(6);
  expect(options.length).toBeLessThan(40);
  expect(options[0]).toHaveAttribute("aria-setsize", "100000");
  screen.getByRole("listbox").focus();
  await userEvent.keyboard("{End}");
  await waitFor(() => {
    expect(shownImageStore.get()).toBe("i99999");
  });
});

test("words and filters are asked of the server, and where nothing matches there is a way back", async () => {
  const sent = startFakeServer({
    "GET /api/images": (_, query) => {
      const matches = query.get("q") === null && query.get("favourite") === null;
      return { items: matches ? [imageRecord("a")] : [], next: null, total: matches ? 1 : 0 };
    },
  });
  renderPart(<Gallery />);
  await screen.findByRole("option", { name: "a.jpg" });
  await userEvent.keyboard("/");
  await userEvent.keyboard("fox");
  expect(await screen.findByText("Nothing matches")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Clear the search" }));
  await screen.findByRole("option", { name: "a.jpg" });

  await userEvent.click(screen.getByRole("button", { name: "Filter" }));
  await userEvent.click(await screen.findByRole("switch", { name: "Favourites only" }));
  expect(await screen.findByText("Nothing matches")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "1 filter" }));
  expect(await screen.findByRole("option", { name: "a.jpg" })).toBeVisible();
  expect(sent.length).toBeGreaterThanOrEqual(3);
});

test("a heart makes an image a favourite, which its name tells", async () => {
  const sent = startFakeServer({
    "GET /api/images": () => ({ items: [imageRecord("a")], next: null, total: 1 }),
    "PATCH /api/images": () => ({ ids: ["a"] }),
  });
  renderPart(<Gallery />);
  const option = await screen.findByRole("option", { name: "a.jpg" });
  await userEvent.click(option.querySelector("[data-heart]") ?? option);
  expect(await screen.findByRole("option", { name: "a.jpg, favourite" })).toBeVisible();
  expect(sent.at(-1)).toEqual({ route: "PATCH /api/images", body: { ids: ["a"], favourite: true } });
  expect(shownImageStore.get()).toBeNull();
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
