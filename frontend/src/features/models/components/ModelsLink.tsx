import { Anchor } from "@mantine/core";

import { openModels, type ModelsTab } from "@/features/models/modelsPage";

interface ModelsLinkProps {
  /** The part of the page that it opens. */
  readonly tab: ModelsTab;
  readonly text: string;
  /** What it does, where the text alone does not say it. */
  readonly label?: string;
}

/** A link to the Models page, for the place where a model is chosen. */
export function ModelsLink({ tab, text, label }: ModelsLinkProps) {
  return (
    <Anchor
      component="button"
      type="button"
      size="sm"
      aria-label={label}
      aria-haspopup="dialog"
      onClick={() => {
        openModels(tab);
      }}
    >
      {text}
    </Anchor>
  );
}
