import { IconPhotoCog } from "@tabler/icons-react";

import { IconButton } from "@/common/components/IconButton";
import { generatorsOpenedStore } from "@/features/generators/generatorsOpenedStore";
import { strings } from "@/features/generators/strings";

/** Opens the list of generators. */
export function GeneratorsButton() {
  return (
    <IconButton
      label={strings.open}
      icon={IconPhotoCog}
      onClick={() => {
        generatorsOpenedStore.set(true);
      }}
    />
  );
}
