import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { ChoiceControl } from "@/common/components/ChoiceControl";
import { formatBytes } from "@/common/format";
import { algorithmNames } from "@/features/library/versionLabel";
import { useRestorationAlgorithms } from "@/features/restoration/hooks/useRestorationAlgorithms";
import { changeStep, restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { LicenceConsent } from "@/features/weights/components/LicenceConsent";
import { useStorePart } from "@/common/store";
import { parameterOf } from "@/services/api/parameters";
import { weightsQuery } from "@/services/api/queries";
import type { RestoreFacesStep } from "@/services/api/types";
import { algorithmDescription } from "@/services/texts/catalogueTexts";

const parameter = parameterOf("RestoreFacesStep", "algorithm");
const choices = parameter.choices as readonly RestoreFacesStep["algorithm"][];

/** Choice of the algorithm, with what it is good for and what must be known before its first use. */
export function AlgorithmControl() {
  const { t } = useTranslation("restoration");
  const value = useStorePart(restorationSettingsStore, (settings) => settings.step.algorithm);
  const { chosen } = useRestorationAlgorithms();
  const weights = useQuery(weightsQuery).data?.items.find(({ name }) => name === chosen?.weights);

  return (
    <Stack gap="xs">
      <ChoiceControl
        title={parameter.title}
        description={chosen ? algorithmDescription(chosen) : parameter.description}
        choices={choices}
        labels={algorithmNames}
        value={value}
        onChange={(algorithm) => {
          changeStep({ algorithm });
        }}
      />
      {chosen && !chosen.ready && weights && (
        <Text size="xs" c="dimmed">
          {t("fetchedFirst", { size: formatBytes(weights.bytes) })}
        </Text>
      )}
      {chosen?.needs_acceptance && <LicenceConsent {...chosen} />}
    </Stack>
  );
}
