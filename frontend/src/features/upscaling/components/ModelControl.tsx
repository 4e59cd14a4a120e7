import { NativeSelect } from "@mantine/core";

import { useStorePart } from "@/common/store";
import { useUpscalingModels } from "@/features/upscaling/hooks/useUpscalingModels";
import { strings } from "@/features/upscaling/strings";
import { changeStep, upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import { parameterOf } from "@/services/api/parameters";

const parameter = parameterOf("UpscaleStep", "model");

/** Choice of the upscaling model, with what it is good for. */
export function ModelControl() {
  const value = useStorePart(upscalingSettingsStore, (settings) => settings.step.model);
  const { models, chosen } = useUpscalingModels();
  const data = models.map((model) => ({ value: model.name, label: model.title }));

  return (
    <NativeSelect
      label={parameter.title}
      description={
        <>
          {chosen?.description ?? parameter.description}
          {chosen && !chosen.ready && ` ${strings.modelNotReady}`}
        </>
      }
      inputWrapperOrder={["label", "input", "description"]}
      data={data.length > 0 ? data : [value]}
      value={value}
      onChange={(event) => {
        const name = models.find((model) => model.name === event.currentTarget.value)?.name;
        if (name) {
          changeStep({ model: name });
        }
      }}
    />
  );
}
