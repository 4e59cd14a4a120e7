import { Group, Input, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconArrowBackUp, IconArrowsLeftRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/common/components/IconButton";
import { formatSize } from "@/common/format";
import { useStorePart } from "@/common/store";
import { ProportionsIcon } from "@/features/generation/components/ProportionsIcon";
import { SideInput } from "@/features/generation/components/SideInput";
import {
  changeToSize,
  presetSize,
  proportionsToChoose,
  sizeFor,
  type Size,
} from "@/features/generation/generationPlan";
import { changeGeneration, generationSettingsStore } from "@/features/generation/generationSettings";
import { parameterOf } from "@/services/api/parameters";
import type { GeneratorRecord } from "@/services/api/types";

/** The images' size: proportions to choose from, or any width and height that the generator can do. */
export function SizeControl({ generator }: { generator: GeneratorRecord }) {
  const { t } = useTranslation("generation");
  const asked = useStorePart(generationSettingsStore, (settings) => settings);
  const size = sizeFor(asked, generator);
  const presets = proportionsToChoose.map((name) => ({ name, size: presetSize(name, generator) }));
  const preset = presets.find((candidate) => isSame(candidate.size, size));
  const isRecommended = isSame(size, generator.recommended);

  const setSize = (next: Size) => {
    changeGeneration(changeToSize(next, generator));
  };

  return (
    <Stack gap={6} role="group" aria-label={t("size")}>
      <Group justify="space-between" wrap="nowrap" h={28}>
        <Input.Label labelElement="div">{t("size")}</Input.Label>
        {!isRecommended && (
          <IconButton
            label={t("recommendedSize", { size: formatSize(generator.recommended) })}
            icon={IconArrowBackUp}
            onClick={() => {
              setSize(generator.recommended);
            }}
          />
        )}
      </Group>
      <SegmentedControl
        fullWidth
        aria-label={t("proportionsTitle")}
        data={presets.map(({ name, size: presetOf }) => ({
          value: name,
          label: <ProportionsIcon name={name} size={presetOf} />,
        }))}
        value={preset?.name ?? ""}
        onChange={(name) => {
          const chosen = presets.find((candidate) => candidate.name === name);
          if (chosen) {
            setSize(chosen.size);
          }
        }}
      />
      <Group gap={4} wrap="nowrap" align="center">
        <SideInput
          title={parameterOf("Generation", "width").title}
          value={size.width}
          multiple={generator.size_multiple}
          onChange={(width) => {
            setSize({ ...size, width });
          }}
        />
        <IconButton
          label={t("swap")}
          icon={IconArrowsLeftRight}
          onClick={() => {
            setSize({ width: size.height, height: size.width });
          }}
        />
        <SideInput
          title={parameterOf("Generation", "height").title}
          value={size.height}
          multiple={generator.size_multiple}
          onChange={(height) => {
            setSize({ ...size, height });
          }}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {t("sizeHelp", { multiple: generator.size_multiple })}
      </Text>
    </Stack>
  );
}

const isSame = (a: Size, b: Size) => a.width === b.width && a.height === b.height;
