import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useStorePart } from "@/common/store";
import { changeGeneration, generationSettingsStore } from "@/features/generation/generationSettings";
import { parameterOf } from "@/services/api/parameters";
import type { GeneratorRecord } from "@/services/api/types";

const parameter = parameterOf("Generation", "sampler");

/** Choice of the sampler among those that the generator offers, its own one first. */
export function SamplerControl({ samplers }: Pick<GeneratorRecord, "samplers">) {
  const { t } = useTranslation("generation");
  const value = useStorePart(generationSettingsStore, (settings) => settings.sampler);
  const offered = samplers.map((name) => ({ value: name, label: parameter.titles[name] ?? name }));
  return (
    <NativeSelect
      label={parameter.title}
      description={t("samplerHelp")}
      inputWrapperOrder={["label", "input", "description"]}
      data={[{ value: "", label: t("ownSampler") }, ...offered]}
      value={value !== null && samplers.includes(value) ? value : ""}
      onChange={(event) => {
        const chosen = samplers.find((name) => name === event.currentTarget.value);
        changeGeneration({ sampler: chosen ?? null });
      }}
    />
  );
}
