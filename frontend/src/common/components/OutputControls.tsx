import { Divider, NativeSelect, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { StrengthControl } from "@/common/components/StrengthControl";
import { parameterOf } from "@/services/api/parameters";
import type { OutputOptions } from "@/services/api/types";

interface OutputControlsProps {
  readonly output: OutputOptions;
  readonly onChange: (change: Partial<OutputOptions>) => void;
}

const format = parameterOf("OutputOptions", "format");
const formats = format.choices as readonly OutputOptions["format"][];
const quality = parameterOf("OutputOptions", "quality");

/** What the formats are called in every language. */
const FORMAT_NAMES: Readonly<Record<OutputOptions["format"], string>> = {
  png: "PNG",
  jpeg: "JPEG",
  webp: "WebP",
  avif: "AVIF",
  tiff: "TIFF",
};

/** Formats whose quality can be traded for size. */
const WITH_QUALITY: readonly OutputOptions["format"][] = ["jpeg", "webp", "avif"];

/** How the result's file is written. */
export function OutputControls({ output, onChange }: OutputControlsProps) {
  const { t } = useTranslation("common");
  return (
    <Stack gap="md" role="group" aria-label={t("outputTitle")}>
      <Divider label={t("outputTitle")} labelPosition="left" aria-hidden />
      <NativeSelect
        label={format.title}
        description={format.description}
        inputWrapperOrder={["label", "input", "description"]}
        data={formats.map((value) => ({ value, label: FORMAT_NAMES[value] }))}
        value={output.format}
        onChange={(event) => {
          const chosen = formats.find((value) => value === event.currentTarget.value);
          if (chosen) {
            onChange({ format: chosen });
          }
        }}
      />
      {WITH_QUALITY.includes(output.format) && (
        <StrengthControl
          parameter={quality}
          value={output.quality}
          onChange={(value) => {
            onChange({ quality: value });
          }}
        />
      )}
    </Stack>
  );
}
