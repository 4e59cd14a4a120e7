import { Accordion } from "@mantine/core";

import { strings } from "@/app/strings";
import { RestorePanel } from "@/features/restoration/components/RestorePanel";
import { UpscalePanel } from "@/features/upscaling/components/UpscalePanel";

/** The settings of everything that can be done to images, in sections. */
export function ParameterColumn() {
  return (
    <section aria-label={strings.settings}>
      <Accordion multiple defaultValue={["upscaling"]} order={2}>
        <UpscalePanel />
        <RestorePanel />
      </Accordion>
    </section>
  );
}
