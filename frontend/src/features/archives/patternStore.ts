import { createPersistedStore } from "@/common/persistedStore";

/** How files in a zip are called unless a person says otherwise. */
export const USUAL_PATTERN = "{name}_{scale}x";

/** What is filled in between braces. */
export const PATTERN_FIELDS = [
  "name",
  "scale",
  "algorithm",
  "model",
  "kind",
  "number",
  "date",
  "time",
  "width",
  "height",
  "seed",
  "prompt",
  "id",
] as const;

/** How files in a zip are called. */
export const patternStore = createPersistedStore<string>({
  key: "burnish.archivePattern",
  version: 1,
  parse: (stored) => (typeof stored === "string" ? stored : USUAL_PATTERN),
});
