import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { GeneratorsButton } from "@/features/generators/components/GeneratorsButton";
import { GeneratorsOverlay } from "@/features/generators/components/GeneratorsOverlay";
import { startFakeServer } from "@/testing/fakeServer";
import { generatorRecord } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

test("the list opens by its button, closes by Escape, and opens again", async () => {
  startFakeServer({
    "GET /api/generators": () => ({ items: [generatorRecord()], default: "painter" }),
    "GET /api/jobs": () => ({ items: [], next: null }),
  });
  renderPart(
    <>
      <GeneratorsButton />
      <GeneratorsOverlay />
    </>,
  );
  const button = screen.getByRole("button", { name: "Generators" });
  await userEvent.click(button);
  expect(await screen.findByRole("listitem", { name: "Painter" })).toBeVisible();
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  await userEvent.click(button);
  expect(await screen.findByRole("dialog", { name: "Generators" })).toBeVisible();
});
