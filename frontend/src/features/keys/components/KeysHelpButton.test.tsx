import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { KeysHelpButton } from "@/features/keys/components/KeysHelpButton";
import { keyBindings } from "@/features/keys/keyBindings";
import { renderPart } from "@/testing/renderPart";

test("? lists every key, and Escape closes the list", async () => {
  renderPart(<KeysHelpButton />);
  await userEvent.keyboard("?");
  for (const { does } of Object.values(keyBindings)) {
    expect(screen.getByRole("cell", { name: does })).toBeVisible();
  }
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

test("? typed into a field is text", async () => {
  renderPart(
    <>
      <input aria-label="Field" />
      <KeysHelpButton />
    </>,
  );
  await userEvent.type(screen.getByRole("textbox", { name: "Field" }), "?");
  expect(screen.getByRole("textbox")).toHaveValue("?");
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});
