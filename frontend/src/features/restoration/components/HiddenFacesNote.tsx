import { Button, Group, Text } from "@mantine/core";

import { useStorePart } from "@/common/store";
import { confidenceThatShows, hiddenFaces } from "@/features/restoration/restorationPlan";
import { changeStep, restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { strings } from "@/features/restoration/strings";
import type { FaceList } from "@/services/api/types";

/** Says what was found but is not shown, and by what; nothing when all is shown. */
export function HiddenFacesNote({ faces }: { faces: FaceList }) {
  const step = useStorePart(restorationSettingsStore, (settings) => settings.step);
  const { lessCertain, tooSmall } = hiddenFaces(faces, step);
  const [mostCertain] = lessCertain;
  const notes = [
    faces.detector === step.detector
      ? null
      : strings.foundInstead(strings.detectors[step.detector], strings.detectors[faces.detector]),
    mostCertain === undefined ? null : strings.lessCertain(lessCertain.length),
    tooSmall === 0 ? null : strings.tooSmall(tooSmall, step.minimum_size),
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
          {strings.showLessCertain}
        </Button>
      )}
    </Group>
  );
}
