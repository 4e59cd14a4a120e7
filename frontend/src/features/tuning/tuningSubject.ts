import type { Box, ImageRecord, Step } from "@/services/api/types";

/** What settings are compared for, and where those that a person likes go. */
export interface TuningSubject {
  readonly image: ImageRecord;
  /** The step with the settings of the moment. */
  readonly step: Step;
  /** Whether only one of the step's values can be changed, so that the grid has one row. */
  readonly oneRow: boolean;
  /** The part of the image that is marked at first. */
  readonly crop: Box;
  /** Takes the settings of a cell. */
  readonly onAdopt: (step: Step) => void;
}
