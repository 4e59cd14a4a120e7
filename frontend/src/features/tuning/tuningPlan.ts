import { parameterOf, type Parameter } from "@/services/api/parameters";
import type { Box, JobRecord, Step, Tuning } from "@/services/api/types";
import type { JobsById } from "@/services/api/queries";
import { isOpen, latestFirst } from "@/features/jobs/jobQueries";

/** A tuning grid before it is made: the part of the image, and the values to compare. */
export interface TuningDraft {
  readonly crop: Box;
  readonly columns: readonly number[];
  readonly rows: readonly number[];
}

/** The parameters of a step that differ from column to column and from row to row; null where nothing does. */
export interface TuningAxes {
  readonly columns: Parameter;
  readonly rows: Parameter | null;
}

/** The values of one cell; no second one in a grid of one row. */
export interface CellValues {
  readonly column: number;
  readonly row: number | null;
}

/** The most cells that the server makes in one grid. */
export const MOST_CELLS = 64;

/** The most values in a direction. */
export const MOST_VALUES = 11;

const FIRST_COLUMNS = [0.25, 0.5, 0.75, 1];
const FIRST_ROWS = [0, 0.25, 0.5, 0.75, 1];

/** What is compared in a grid of the step. */
export function axesOf(step: Step): TuningAxes {
  if (step.type === "upscale") {
    return {
      columns: parameterOf("UpscaleStep", "upscale_strength"),
      rows: parameterOf("UpscaleStep", "denoising_strength"),
    };
  }
  return {
    columns: parameterOf("RestoreFacesStep", "strength"),
    rows: step.algorithm === "codeformer" ? parameterOf("RestoreFacesStep", "fidelity") : null,
  };
}

/** The values that the step has itself. */
export function valuesOf(step: Step): CellValues {
  if (step.type === "upscale") {
    return { column: step.upscale_strength, row: step.denoising_strength };
  }
  return { column: step.strength, row: step.algorithm === "codeformer" ? step.fidelity : null };
}

/** The step with the values of a cell. */
export function stepWith<AnyStep extends Step>(step: AnyStep, { column, row }: CellValues): AnyStep {
  if (step.type === "upscale") {
    return { ...step, upscale_strength: column, denoising_strength: row ?? step.denoising_strength };
  }
  return { ...step, strength: column, fidelity: row ?? step.fidelity };
}

/** What is compared at first: values all over the range, and those that the step has; one row where `oneRow`. */
export function firstDraft(step: Step, crop: Box, oneRow: boolean): TuningDraft {
  const { column, row } = valuesOf(step);
  return {
    crop,
    columns: inOrder([...FIRST_COLUMNS, column]),
    rows: oneRow || row === null ? [] : inOrder([...FIRST_ROWS, row]),
  };
}

/** The values from the lowest to the highest, each of them once. */
export const inOrder = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

/** How many cells the grid has, besides the original. */
export const cellCount = ({ columns, rows }: Pick<Tuning, "columns" | "rows">): number =>
  columns.length * Math.max(1, rows.length);

/** The values of the cell with that index from 1; null for the original, whose index is 0. */
export function valuesOfCell({ columns, rows }: Pick<Tuning, "columns" | "rows">, index: number): CellValues | null {
  const column = columns[(index - 1) % columns.length];
  return index === 0 || column === undefined
    ? null
    : { column, row: rows[Math.floor((index - 1) / columns.length)] ?? null };
}

/** Index of the cell that shows what the step's own values make; null where the grid has none. */
export function cellOf(tuning: Tuning, step: Step): number | null {
  if (!isSameMethod(tuning.step, step)) {
    return null;
  }
  const { column, row } = valuesOf(step);
  const [x, y] = [tuning.columns.indexOf(column), row === null ? -1 : tuning.rows.indexOf(row)];
  if (x < 0 || (y < 0 && tuning.rows.length > 0)) {
    return null;
  }
  return 1 + Math.max(0, y) * tuning.columns.length + x;
}

/** Whether both steps are done by the same network. */
function isSameMethod(a: Step, b: Step): boolean {
  if (a.type === "upscale") {
    return b.type === "upscale" && a.model === b.model;
  }
  return b.type === "restore_faces" && a.algorithm === b.algorithm;
}

/** The tuning grid of that kind of step that is being made of the image, or was made last; null when there is none. */
export function latestGrid(jobs: JobsById, imageId: string, type: Step["type"]): JobRecord | null {
  const grids = Object.values(jobs)
    .filter(
      ({ kind, tuning, images }) => kind === "tuning_grid" && tuning?.step.type === type && images.includes(imageId),
    )
    .sort(latestFirst);
  return grids.find(isOpen) ?? grids.find(({ state }) => state === "done") ?? null;
}
