import { Accordion } from "@mantine/core";

import { useStore } from "@/common/store";
import { PostprocessingSummary } from "@/features/postprocessing/components/PostprocessingSummary";
import { RestorePanel } from "@/features/postprocessing/components/RestorePanel";
import { UpscalePanel } from "@/features/postprocessing/components/UpscalePanel";
import { openedPanelsStore } from "@/features/postprocessing/openedPanelsStore";

/** How faces are restored and images upscaled, and whether that is done to new images by itself. */
export function PostprocessingSection() {
  const opened = useStore(openedPanelsStore);
  return (
    <>
      <Accordion multiple value={[...opened]} onChange={openedPanelsStore.set} order={2}>
        <RestorePanel />
        <UpscalePanel />
      </Accordion>
      <PostprocessingSummary />
    </>
  );
}
