import { Group, Input, NativeSelect } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { useStorePart } from "@/common/store";
import { translator } from "@/i18n/i18n";
import { ModelsLink } from "@/features/models/components/ModelsLink";
import { useUpscalingModels } from "@/features/upscaling/hooks/useUpscalingModels";
import { changeStep, upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import { parameterOf } from "@/services/api/parameters";
import type { UpscalingModel } from "@/services/api/types";
import { modelDescription, modelTitle } from "@/services/texts/catalogueTexts";

const parameter = parameterOf("UpscaleStep", "model");

/** Choice of the upscaling model, with what it is good for, and the way to the page where more are added. */
export function ModelControl() {
  const { t } = useTranslation("upscaling");
  const id = useId();
  const wanted = useStorePart(upscalingSettingsStore, (settings) => settings.step.model);
  const { models, chosen } = useUpscalingModels();

  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Input.Label htmlFor={id}>{parameter.title}</Input.Label>
        <ModelsLink tab="upscaling" text={t("models")} />
      </Group>
      <NativeSelect
        id={id}
        description={chosen ? descriptionOf(chosen) : parameter.description}
        inputWrapperOrder={["input", "description"]}
        data={models.length > 0 ? optionsOf(models) : [wanted]}
        value={chosen?.name ?? wanted}
        onChange={(event) => {
          changeStep({ model: event.currentTarget.value });
        }}
      />
    </div>
  );
}

/** The models to choose from, in groups where a person added some. */
function optionsOf(models: readonly UpscalingModel[]) {
  const t = translator("upscaling");
  const ofKind = (kind: UpscalingModel["kind"]) =>
    models.filter((model) => model.kind === kind).map((model) => ({ value: model.name, label: modelTitle(model) }));
  const [catalogue, custom] = [ofKind("catalogue"), ofKind("custom")];
  return custom.length === 0
    ? catalogue
    : [
        { group: t("catalogueGroup"), items: catalogue },
        { group: t("customGroup"), items: custom },
      ];
}

function descriptionOf(model: UpscalingModel): string {
  const t = translator("upscaling");
  const network = t("architecture", { architecture: model.architecture, scale: model.network_scale });
  const sentences = [modelDescription(model), network, model.ready ? null : t("modelNotReady")];
  return sentences.filter((sentence) => sentence !== null).join(" ");
}
