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
    models.filter((model) => model.kind === kind).map(({ name, title }) => ({ value: name, label: title }));
  const [catalogue, custom] = [ofKind("catalogue"), ofKind("custom")];
  return custom.length === 0
    ? catalogue
    : [
        { group: t("catalogueGroup"), items: catalogue },
        { group: t("customGroup"), items: custom },
      ];
}

function descriptionOf({ description, architecture, network_scale, ready }: UpscalingModel): string {
  const t = translator("upscaling");
  const sentences = [description, t("architecture", { architecture, scale: network_scale })];
  return [...sentences, ...(ready ? [] : [t("modelNotReady")])].join(" ");
}
