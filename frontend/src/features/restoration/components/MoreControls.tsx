import { NativeSelect, NumberInput, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ChoiceControl } from "@/common/components/ChoiceControl";
import { Fold } from "@/common/components/Fold";
import { OutputControls } from "@/common/components/OutputControls";
import { useStorePart } from "@/common/store";
import { ConfidenceControl } from "@/features/restoration/components/ConfidenceControl";
import { DETECTORS } from "@/features/restoration/detectors";
import { changeOutput, changeStep, restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { isAllowed, parameterOf } from "@/services/api/parameters";
import type { RestoreFacesStep } from "@/services/api/types";

const detector = parameterOf("RestoreFacesStep", "detector");
const detectors = detector.choices as readonly RestoreFacesStep["detector"][];
const minimumSize = parameterOf("RestoreFacesStep", "minimum_size");
const monochrome = parameterOf("RestoreFacesStep", "monochrome");
const monochromes = monochrome.choices as readonly RestoreFacesStep["monochrome"][];

/** What is seldom set: how faces are found, what happens to the colours, how the result is written. */
export function MoreControls() {
  const { t } = useTranslation("restoration");
  const { step, output } = useStorePart(restorationSettingsStore, (settings) => settings);

  return (
    <Fold title={t("more")}>
      <Stack gap="lg" pt="sm">
        <ConfidenceControl />
        <NumberInput
          label={minimumSize.title}
          description={minimumSize.description}
          inputWrapperOrder={["label", "input", "description"]}
          min={minimumSize.minimum}
          max={minimumSize.maximum}
          step={minimumSize.step}
          allowDecimal={false}
          clampBehavior="blur"
          value={step.minimum_size}
          onChange={(value) => {
            if (isAllowed(minimumSize, value)) {
              changeStep({ minimum_size: Number(value) });
            }
          }}
        />
        <NativeSelect
          label={detector.title}
          description={detector.description}
          inputWrapperOrder={["label", "input", "description"]}
          data={detectors.map((value) => ({ value, label: DETECTORS[value] }))}
          value={step.detector}
          onChange={(event) => {
            const chosen = detectors.find((value) => value === event.currentTarget.value);
            if (chosen) {
              changeStep({ detector: chosen });
            }
          }}
        />
        <ChoiceControl
          title={monochrome.title}
          description={monochrome.description}
          choices={monochromes}
          labels={{ auto: t("monochrome.auto"), on: t("monochrome.on"), off: t("monochrome.off") }}
          value={step.monochrome}
          onChange={(value) => {
            changeStep({ monochrome: value });
          }}
        />
        <OutputControls output={output} onChange={changeOutput} />
      </Stack>
    </Fold>
  );
}
