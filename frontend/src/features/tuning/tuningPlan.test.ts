import { expect, test } from "vitest";

import { cellCount, cellOf, firstDraft, latestGrid, stepWith, valuesOfCell } from "@/features/tuning/tuningPlan";
import { completeParameters } from "@/services/api/parameters";
import { jobRecord } from "@/testing/records";

const upscale = completeParameters("UpscaleStep", {});
const gfpgan = completeParameters("RestoreFacesStep", { algorithm: "gfpgan" });
const codeformer = completeParameters("RestoreFacesStep", { algorithm: "codeformer" });
const crop = { left: 0, top: 0, right: 64, bottom: 64 };
const grid = { step: upscale, crop, columns: [0.25, 0.75, 1], rows: [0, 0.75] };

test("what is compared at first includes the settings of the moment, each value once and in order", () => {
  const draft = firstDraft({ ...upscale, upscale_strength: 0.6, denoising_strength: 0.5 }, crop, false);
  expect(draft.columns).toEqual([0.25, 0.5, 0.6, 0.75, 1]);
  expect(draft.rows).toEqual([0, 0.25, 0.5, 0.75, 1]);
});

test("a step with one value, or of which only one can be changed, is compared in one row", () => {
  expect(firstDraft(gfpgan, crop, false).rows).toEqual([]);
  expect(firstDraft(upscale, crop, true).rows).toEqual([]);
  expect(firstDraft(codeformer, crop, false).rows).toHaveLength(5);
});

test("cells are counted row by row behind the original", () => {
  expect(cellCount(grid)).toBe(6);
  expect([0, 1, 3, 4, 6].map((index) => valuesOfCell(grid, index))).toEqual([
    null,
    { column: 0.25, row: 0 },
    { column: 1, row: 0 },
    { column: 0.25, row: 0.75 },
    { column: 1, row: 0.75 },
  ]);
  expect(valuesOfCell({ columns: [0.5, 1], rows: [] }, 2)).toEqual({ column: 1, row: null });
});

test("every cell's step is found again in the grid, by its own values", () => {
  const indexes = [1, 2, 3, 4, 5, 6];
  const steps = indexes.map((index) => stepWith(upscale, valuesOfCell(grid, index) ?? { column: -1, row: -1 }));
  expect(steps.map((step) => cellOf(grid, step))).toEqual(indexes);
});

test("settings that the grid does not have, or of another network, are marked nowhere", () => {
  expect(cellOf(grid, { ...upscale, upscale_strength: 0.3 })).toBeNull();
  expect(cellOf(grid, { ...upscale, denoising_strength: 0.3 })).toBeNull();
  expect(cellOf(grid, { ...upscale, model: "RealESRGAN_x4plus" })).toBeNull();
  expect(cellOf({ ...grid, step: gfpgan, rows: [] }, { ...codeformer, strength: 0.75 })).toBeNull();
});

test("the grid that is being made comes before a newer one that is done, and grids of other images and steps are left", () => {
  const job = (id: string, fields: Parameters<typeof jobRecord>[1]) =>
    [id, jobRecord(id, { kind: "tuning_grid", tuning: grid, ...fields })] as const;
  const jobs = Object.fromEntries([
    job("old", { state: "done", created_at: "2026-01-01T00:00:00Z" }),
    job("failed", { state: "failed", created_at: "2026-01-04T00:00:00Z" }),
    job("other", { images: ["b"] }),
    job("faces", { tuning: { ...grid, step: gfpgan, rows: [] } }),
    job("new", { state: "done", created_at: "2026-01-03T00:00:00Z" }),
  ]);
  expect(latestGrid(jobs, "a", "upscale")?.id).toBe("new");
  const [id, running] = job("running", { state: "running", created_at: "2026-01-02T00:00:00Z" });
  expect(latestGrid({ ...jobs, [id]: running }, "a", "upscale")?.id).toBe("running");
  expect(latestGrid({}, "a", "upscale")).toBeNull();
});
