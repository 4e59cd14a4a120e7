import { Group, Input, NativeSelect } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { formatBytes, formatPercent } from "@/common/format";
import { changeGeneration } from "@/features/generation/generationSettings";
import { useGenerators } from "@/features/generation/hooks/useGenerators";
import { ModelsLink } from "@/features/models/components/ModelsLink";
import { translator } from "@/i18n/i18n";
import { sentenceOf } from "@/services/api/problem";
import { parameterOf } from "@/services/api/parameters";
import type { GeneratorRecord } from "@/services/api/types";
import { generatorDescription } from "@/services/texts/catalogueTexts";

const parameter = parameterOf("Generation", "generator");

/** Choice of what makes the images, with what to expect of it, and the way to the list where more are added. */
export function GeneratorControl() {
  const { t } = useTranslation("generation");
  const id = useId();
  const { generators, chosen, error } = useGenerators();
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Input.Label htmlFor={id}>{parameter.title}</Input.Label>
        <ModelsLink tab="generators" text={t("manage")} label={t("manageGenerators")} />
      </Group>
      <NativeSelect
        id={id}
        error={error && sentenceOf(error)}
        description={chosen && descriptionOf(chosen)}
        inputWrapperOrder={["input", "description", "error"]}
        data={generators.map((generator) => ({ value: generator.name, label: labelOf(generator) }))}
        value={chosen?.name ?? ""}
        onChange={(event) => {
          changeGeneration({ generator: event.currentTarget.value });
        }}
      />
    </div>
  );
}

function labelOf({ title, state, progress }: GeneratorRecord): string {
  const t = translator("generation");
  switch (state) {
    case "ready":
      return title;
    case "downloading":
      return t("downloading", { title, percent: formatPercent(progress) });
    case "missing":
      return t("missing", { title });
  }
}

function descriptionOf(generator: GeneratorRecord): string {
  const t = translator("generation");
  const { state, bytes } = generator;
  const description = generatorDescription(generator);
  if (state !== "missing") {
    return description;
  }
  return bytes === null
    ? t("fetchedFirst", { description })
    : t("fetchedFirstOfSize", { description, size: formatBytes(bytes) });
}
