import { Alert, Stack, Text } from "@mantine/core";
import { IconMoodEmpty } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useStorePart } from "@/common/store";
import { ConfidenceControl } from "@/features/restoration/components/ConfidenceControl";
import { HiddenFacesNote } from "@/features/restoration/components/HiddenFacesNote";
import { hiddenFaces } from "@/features/restoration/restorationPlan";
import { restorationSettingsStore } from "@/features/restoration/restorationSettings";
import type { FaceList } from "@/services/api/types";

/** Says that no face was found, and what can be done about it. */
export function NoFaces({ faces }: { faces: FaceList }) {
  const { t } = useTranslation("restoration");
  const step = useStorePart(restorationSettingsStore, (settings) => settings.step);
  const uncertain = hiddenFaces(faces, step).lessCertain.length > 0;

  return (
    <Alert color="gray" icon={<IconMoodEmpty aria-hidden />} title={t("noFace")}>
      <Stack gap="sm">
        <Text size="sm">{uncertain ? t("noFaceLessCertain") : t("noFaceAtAll")}</Text>
        <HiddenFacesNote faces={faces} />
        {uncertain && <ConfidenceControl />}
      </Stack>
    </Alert>
  );
}
