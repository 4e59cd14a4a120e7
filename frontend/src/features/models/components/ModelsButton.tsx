import { IconPackages } from "@tabler/icons-react";

import { IconButton } from "@/common/components/IconButton";
import { openModels } from "@/features/models/modelsPage";
import { strings } from "@/features/models/strings";

/** Opens the Models page. */
export function ModelsButton() {
  return (
    <IconButton
      label={strings.open}
      icon={IconPackages}
      onClick={() => {
        openModels("upscaling");
      }}
    />
  );
}
