import { Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";

import { IconButton } from "@/common/components/IconButton";
import classes from "@/features/gallery/components/SelectionBar.module.css";
import { strings } from "@/features/gallery/strings";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import { clearSelection } from "@/features/library/selectionStore";
import { RestoreSelectionButton } from "@/features/restoration/components/RestoreSelectionButton";
import { UpscaleSelectionButton } from "@/features/upscaling/components/UpscaleSelectionButton";

/** How many images are selected, and what can be done with them. */
export function SelectionBar({ count }: { count: number }) {
  useKeyAction("close", clearSelection);
  return (
    <div role="toolbar" aria-label={strings.selection} className={classes.bar}>
      <div className={classes.count}>
        <Text size="sm" fw={600} role="status">
          {strings.selected(count)}
        </Text>
        <IconButton label={strings.clear} icon={IconX} size={40} onClick={clearSelection} />
      </div>
      <UpscaleSelectionButton count={count} />
      <RestoreSelectionButton count={count} />
    </div>
  );
}
