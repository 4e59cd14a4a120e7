import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { KeysOverlay } from "@/features/keys/components/KeysOverlay";
import { keyBindings } from "@/features/keys/keyBindings";
import { english } from "@/i18n/english";
import { renderPart } from "@/testing/renderPart";

test("? lists every key, what is typed finds some, and Escape closes the list", async () => {
  renderPart(<KeysOverlay />);
  await userEvent.keyboard("?");
  for (const action of Object.keys(keyBindings) as (keyof typeof keyBindings)[]) {
    expect(screen.getByRole("cell", { name: english.keys.does[action] })).toBeVisible();
  }

  const search = screen.getByRole("searchbox", { name: "Search the keys" });
  expect(search).toHaveFocus();
  await userEvent.type(search, "zoom");
  expect(screen.getAllByRole("row").map((row) => row.textContent)).toEqual(["+Zoom in", "−Zoom out"]);
  expect(screen.getByRole("rowheader", { name: "Minus" })).toBeVisible();
  expect(screen.getByRole("status")).toHaveTextContent("2 keys found");

  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

test("? typed into a field is text", async () => {
  renderPart(
    <>
      <input aria-label="Field" />
      <KeysOverlay />
    </>,
  );
  await userEvent.type(screen.getByRole("textbox", { name: "Field" }), "?");
  expect(screen.getByRole("textbox")).toHaveValue("?");
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});
