import { Badge, Button, Group, Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useRef, type Ref } from "react";
import { useTranslation } from "react-i18next";

import classes from "@/features/tuning/components/CellDetail.module.css";
import { CellPicture } from "@/features/tuning/components/CellPicture";
import { axesOf, valuesOfCell } from "@/features/tuning/tuningPlan";
import type { Size } from "@/features/viewer/geometry";
import type { ViewControls } from "@/features/viewer/hooks/useView";
import { useZoomGestures } from "@/features/viewer/hooks/useZoomGestures";
import type { JobItemRecord, Tuning } from "@/services/api/types";

interface CellDetailProps {
  readonly tuning: Tuning;
  readonly items: ReadonlyMap<number, JobItemRecord>;
  /** Index of the picture to show. */
  readonly active: number;
  /** Index of the picture that was made with the settings of the moment; null when there is none. */
  readonly current: number | null;
  readonly controls: ViewControls;
  /** The frame of the picture. */
  readonly box: Size;
  /** Takes the element whose width the frame has. */
  readonly pictureRef: Ref<HTMLDivElement>;
  readonly onAdopt: (index: number) => void;
}

/** One of the pictures, large, under the values that it was made with, and the button that takes them. */
export function CellDetail({ tuning, items, active, current, controls, box, pictureRef, onAdopt }: CellDetailProps) {
  const { t } = useTranslation("tuning");
  const stage = useRef<HTMLDivElement>(null);
  const gestures = useZoomGestures(stage, controls);
  const axes = axesOf(tuning.step);
  const values = valuesOfCell(tuning, active);
  const proportions = (tuning.crop.right - tuning.crop.left) / (tuning.crop.bottom - tuning.crop.top);

  return (
    <div className={classes.detail}>
      <Group gap="lg" mih={58} align="flex-end" className={classes.values}>
        {values === null ? (
          <Text className={classes.value}>{t("original")}</Text>
        ) : (
          <>
            {axes.rows && values.row !== null && <Value name={axes.rows.title} value={values.row} />}
            <Value name={axes.columns.title} value={values.column} />
            {active === current && (
              <Badge variant="light" tt="none" mb={4} flex="none">
                {t("current")}
              </Badge>
            )}
          </>
        )}
      </Group>
      <div
        ref={pictureRef}
        className={classes.picture}
        style={{ width: `min(100%, calc(${proportions} * var(--picture-height)))` }}
      >
        <div ref={stage} className={classes.stage} style={{ height: box.height }} {...gestures}>
          {box.width > 0 && <CellPicture item={items.get(active)} picture={box} view={controls.view} />}
        </div>
      </div>
      <Button
        fullWidth
        leftSection={<IconCheck size={18} aria-hidden />}
        disabled={values === null}
        onClick={() => {
          onAdopt(active);
        }}
      >
        {t("use")}
      </Button>
    </div>
  );
}

function Value({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text className={classes.value}>{value}</Text>
    </div>
  );
}
