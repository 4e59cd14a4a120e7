import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { GeneratorsList } from "@/features/generators/components/GeneratorsList";
import { putJob } from "@/features/jobs/jobEvents";
import { Refusal, startFakeServer } from "@/testing/fakeServer";
import { generatorRecord, jobRecord } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

const painter = generatorRecord();
const turbo = generatorRecord({
  name: "sd-turbo",
  title: "SD-Turbo",
  kind: "diffusers",
  source: "stabilityai/sd-turbo",
  state: "missing",
  progress: 0,
  bytes: 2_580_000_000,
  licence: "Stability AI Community License",
  licence_url: "https://example.org/licence",
  licence_summary: "Free for small companies.",
});

function open(items = [painter, turbo], routes: Parameters<typeof startFakeServer>[0] = {}) {
  const sent = startFakeServer({
    "GET /api/generators": () => ({ items, default: "painter" }),
    "GET /api/jobs": () => ({ items: [], next: null }),
    ...routes,
  });
  return { sent, queryClient: renderPart(<GeneratorsList />) };
}
const itemOf = async (title: string) => within(await screen.findByRole("listitem", { name: title }));

test("each generator says what it is, where it comes from, what its licence allows and whether it is there", async () => {
  open();
  const first = await itemOf("Painter");
  expect(first.getByText("Default")).toBeVisible();
  expect(first.getByRole("status")).toHaveTextContent("Ready");
  expect(first.queryByRole("button")).not.toBeInTheDocument();

  const second = await itemOf("SD-Turbo");
  expect(second.getByText("From stabilityai/sd-turbo")).toBeVisible();
  expect(second.getByRole("link")).toHaveAttribute("href", "https://example.org/licence");
  expect(second.getByText(/Free for small companies/)).toBeVisible();
  expect(second.getByRole("status")).toHaveTextContent("Not on this machine yet; 2.6 GB to fetch");
});

test("a generator is fetched, with progress and a way to stop", async () => {
  const job = jobRecord("d", { kind: "download_generator", generator: "sd-turbo", images: [], progress: 0.3 });
  const { sent, queryClient } = open(undefined, {
    "POST /api/generators/sd-turbo/download": () => job,
    "POST /api/jobs/d/cancel": () => ({ ...job, state: "cancelled" }),
  });
  await userEvent.click(await screen.findByRole("button", { name: "Fetch SD-Turbo" }));
  expect(await screen.findByText("Fetching: 30 % · about 2 min left")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Cancel the download" }));
  expect(sent.at(-1)?.route).toBe("POST /api/jobs/d/cancel");
  putJob(queryClient, { ...job, state: "cancelled" });
  expect(await screen.findByRole("button", { name: "Fetch SD-Turbo" })).toBeVisible();
});

test("fetched files are deleted only after a second thought, and the generator stays on the list", async () => {
  const { sent } = open([painter, { ...turbo, state: "ready" }], { "DELETE /api/generators/sd-turbo": () => turbo });
  await userEvent.click(await screen.findByRole("button", { name: "Remove SD-Turbo" }));
  expect(screen.getByText(/2.6 GB\) are deleted/)).toBeVisible();
  expect(sent.some(({ route }) => route.startsWith("DELETE"))).toBe(false);
  await userEvent.click(screen.getByRole("button", { name: "Remove it" }));
  expect(await screen.findByRole("button", { name: "Fetch SD-Turbo" })).toBeVisible();
});

test("a generator that a person added goes off the list", async () => {
  const own = generatorRecord({ name: "own", title: "Own", source: "/models/own", removable: true });
  open([painter, own], { "DELETE /api/generators/own": () => own });
  await userEvent.click(await screen.findByRole("button", { name: "Remove Own" }));
  await screen.findByRole("listitem", { name: "Painter" });
  expect(screen.queryByRole("listitem", { name: "Own" })).not.toBeInTheDocument();
});

test("a pipeline is added by its folder, and a refusal is told under the field", async () => {
  const own = generatorRecord({ name: "own", title: "Own" });
  let answer: unknown = new Refusal(422, "In /models/own there is no model_index.json.");
  const { sent } = open(undefined, { "POST /api/generators": () => answer });
  const field = await screen.findByRole("textbox", { name: "Add a generator" });
  await userEvent.type(field, " /models/own {Enter}");
  expect(await screen.findByText("In /models/own there is no model_index.json.")).toBeVisible();
  expect(field).toBeInvalid();

  answer = own;
  await userEvent.click(screen.getByRole("button", { name: "Add" }));
  expect(await screen.findByRole("listitem", { name: "Own" })).toBeInTheDocument();
  expect(screen.getByText("Own was added.")).toBeVisible();
  expect(field).toHaveValue("");
  expect(sent.at(-1)).toEqual({ route: "POST /api/generators", body: { source: "/models/own" } });
});
