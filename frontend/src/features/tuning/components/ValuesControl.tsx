import { TagsInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { inOrder, MOST_VALUES } from "@/features/tuning/tuningPlan";

interface ValuesControlProps {
  /** What the values are of. */
  readonly title: string;
  readonly values: readonly number[];
  readonly onChange: (values: number[]) => void;
}

/** The values of a strength that are compared: each can be taken away, and others typed in. */
export function ValuesControl({ title, values, onChange }: ValuesControlProps) {
  const { t } = useTranslation("tuning");
  /** What was typed last, if it is no strength. */
  const [refused, setRefused] = useState<string | null>(null);

  return (
    <TagsInput
      label={title}
      description={t("valuesHelp")}
      inputWrapperOrder={["label", "input", "description", "error"]}
      error={refused !== null && t("valuesInvalid", { value: refused })}
      inputMode="decimal"
      maxTags={MOST_VALUES}
      splitChars={[" ", ";"]}
      acceptValueOnBlur
      value={values.map(String)}
      onSearchChange={() => {
        setRefused(null);
      }}
      onChange={(texts) => {
        setRefused(texts.find((text) => strengthOf(text) === null) ?? null);
        onChange(inOrder(texts.flatMap((text) => strengthOf(text) ?? [])));
      }}
    />
  );
}

/** The strength that was typed, to two decimals, with a point or a comma; null when it is none. */
function strengthOf(text: string): number | null {
  const value = Number(text.replace(",", "."));
  return text.trim() !== "" && value >= 0 && value <= 1 ? Math.round(value * 100) / 100 : null;
}
