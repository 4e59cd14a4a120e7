import { Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/common/components/IconButton";
import classes from "@/features/gallery/components/SelectionBar.module.css";
import { SelectionMenu } from "@/features/gallery/components/SelectionMenu";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import { clearSelection } from "@/features/library/selectionStore";
import { RestoreSelectionButton } from "@/features/restoration/components/RestoreSelectionButton";
import { UpscaleSelectionButton } from "@/features/upscaling/components/UpscaleSelectionButton";

/** How many images are selected, and what can be done with them. */
export function SelectionBar({ count }: { count: number }) {
  const { t } = useTranslation("gallery");
  useKeyAction("close", clearSelection);
  return (
    <div role="toolbar" aria-label={t("selection")} className={classes.bar}>
      <div className={classes.count}>
        <Text size="sm" fw={600} role="status" flex={1}>
          {t("selected", { count })}
        </Text>
        <SelectionMenu count={count} />
        <IconButton label={t("clearSelection")} icon={IconX} size={40} onClick={clearSelection} />
      </div>
      <UpscaleSelectionButton count={count} />
      <RestoreSelectionButton count={count} />
    </div>
  );
}
