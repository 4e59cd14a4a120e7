import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { ApplyRecipeButton } from "@/features/recipes/components/ApplyRecipeButton";
import { copyRecipe } from "@/features/recipes/copiedRecipeStore";
import { completeParameters } from "@/services/api/parameters";
import { Refusal, startFakeServer } from "@/testing/fakeServer";
import { imageRecord, jobRecord, RECIPE } from "@/testing/records";

import { renderPart } from "@/testing/renderPart";

const CHOSEN = completeParameters("RestoreFacesStep", { faces: "chosen" });

async function open(answer: () => unknown) {
  const sent = startFakeServer({ "GET /api/jobs": () => ({ items: [], next: null }), "POST /api/jobs": answer });
  renderPart(<ApplyRecipeButton image={imageRecord("a")} />);
  await userEvent.click(await screen.findByRole("button", { name: "Apply recipe…" }));
  await screen.findByRole("dialog", { name: "Apply the copied recipe" });
  return sent;
}
const apply = () => userEvent.click(screen.getByRole("button", { name: "Apply" }));

test("nothing can be applied while no recipe is copied", () => {
  startFakeServer({});
  renderPart(<ApplyRecipeButton image={imageRecord("a")} />);
  expect(screen.queryByRole("button")).not.toBeInTheDocument();
});

test("the recipe is shown in words with what it does to faces that were chosen, and applied as it was copied", async () => {
  copyRecipe({ steps: [...RECIPE.steps, CHOSEN] }, "webp");
  const sent = await open(() => jobRecord("1", { state: "queued" }));
  const dialog = screen.getByRole("dialog");
  expect(dialog).toHaveTextContent("a.jpg");
  expect(dialog).toHaveTextContent("4x with realesr-general-x4v3");
  expect(dialog).toHaveTextContent("Faces restored with GFPGAN: all faces");
  expect(dialog).toHaveTextContent("here all faces are restored");
  await apply();
  await waitFor(() => {
    expect(dialog).not.toBeInTheDocument();
  });
  expect(sent.find(({ route }) => route === "POST /api/jobs")?.body).toMatchObject({
    kind: "postprocess",
    images: ["a"],
    recipe: {
      steps: [
        { type: "upscale", scale: 4 },
        { type: "restore_faces", faces: "all" },
      ],
    },
    output: { format: "webp" },
  });
});

test("a refusal stands in the dialog, and is gone when it is opened again", async () => {
  copyRecipe(RECIPE, "png");
  await open(() => new Refusal(409, "This image is too large."));
  await apply();
  expect(await screen.findByRole("alert")).toHaveTextContent("This image is too large.");
  await userEvent.keyboard("{Escape}");
  await waitFor(() => {
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });
  await userEvent.click(screen.getByRole("button", { name: "Apply recipe…" }));
  await screen.findByRole("dialog");
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});
