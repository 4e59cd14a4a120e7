import { Divider, NativeSelect, Stack } from "@mantine/core";

import { useStorePart } from "@/common/store";
import { StrengthControl } from "@/features/upscaling/components/StrengthControl";
import { strings } from "@/features/upscaling/strings";
import { changeOutput, upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import { parameterOf } from "@/services/api/parameters";
import type { OutputOptions } from "@/services/api/types";

const format = parameterOf("OutputOptions", "format");
const formats = format.choices as readonly OutputOptions["format"][];
const quality = parameterOf("OutputOptions", "quality");

/** Formats whose quality can be traded for size. */
const WITH_QUALITY: readonly OutputOptions["format"][] = ["jpeg", "webp", "avif"];

/** How the result's file is written. */
export function OutputControls() {
  const output = useStorePart(upscalingSettingsStore, (settings) => settings.output);
  return (
    <Stack gap="md" role="group" aria-label={strings.outputTitle}>
      <Divider label={strings.outputTitle} labelPosition="left" aria-hidden />
      <NativeSelect
        label={format.title}
        description={format.description}
        inputWrapperOrder={["label", "input", "description"]}
        data={formats.map((value) => ({ value, label: strings.formats[value] }))}
        value={output.format}
        onChange={(event) => {
          const chosen = formats.find((value) => value === event.currentTarget.value);
          if (chosen) {
            changeOutput({ format: chosen });
          }
        }}
      />
      {WITH_QUALITY.includes(output.format) && (
        <StrengthControl
          parameter={quality}
          value={output.quality}
          onChange={(value) => {
            changeOutput({ quality: value });
          }}
        />
      )}
    </Stack>
  );
}
