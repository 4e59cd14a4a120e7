import type { JobRecord, MoveRequest } from "@/services/api/types";

/** Where a job goes: what the server is asked for, and the rank that it gets in the page until there is an answer. */
export interface Move {
  readonly place: MoveRequest;
  readonly rank: number;
}

/**
 * What moves a job to the place `to`, counted from 0, among the jobs that wait, given in their order; null where it is
 * there already or there is no such place.
 */
export function moveTo(waiting: readonly JobRecord[], job: JobRecord, to: number): Move | null {
  const from = waiting.findIndex(({ id }) => id === job.id);
  if (from < 0 || to === from || to < 0 || to >= waiting.length) {
    return null;
  }
  const others = waiting.toSpliced(from, 1);
  const [before, after] = [others[to - 1], others[to]];
  if (!before) {
    return { place: { to: "front", before: null }, rank: (after?.rank ?? 0) - 1 };
  }
  if (!after) {
    return { place: { to: "back", before: null }, rank: before.rank + 1 };
  }
  return { place: { to: null, before: after.id }, rank: (before.rank + after.rank) / 2 };
}
