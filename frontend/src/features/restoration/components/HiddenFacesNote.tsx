import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useStorePart } from "@/common/store";
import { confidenceThatShows, hiddenFaces } from "@/features/restoration/restorationPlan";
import { DETECTORS } from "@/features/restoration/detectors";
import { changeStep, restorationSettingsStore } from "@/features/restoration/restorationSettings";
import type { FaceList } from "@/services/api/types";

/** Says what was found but is not shown, and by what; nothing when all is shown. */
export function HiddenFacesNote({ faces }: { faces: FaceList }) {
  const { t } = useTranslation("restoration");
  const step = useStorePart(restorationSettingsStore, (settings) => settings.step);
  const { lessCertain, tooSmall } = hiddenFaces(faces, step);
  const [mostCertain] = lessCertain;
  const notes = [
    faces.detector === step.detector
      ? null
      : t("foundInstead", { asked: DETECTORS[step.detector], used: DETECTORS[faces.detector] }),
    mostCertain === undefined ? null : t("lessCertain", { count: lessCertain.length }),
    tooSmall === 0 ? null : t("tooSmall", { count: tooSmall, size: step.minimum_size }),
  ].filter((note) => note !== null);

  if (notes.length === 0) {
    return null;
  }
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {notes.join(" ")}
      </Text>
      {mostCertain !== undefined && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            changeStep({ confidence: confidenceThatShows(mostCertain) });
          }}
        >
          {t("showLessCertain")}
        </Button>
      )}
    </Group>
  );
}
