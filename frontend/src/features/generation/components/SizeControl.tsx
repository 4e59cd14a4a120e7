import { Group, Input, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconArrowBackUp, IconArrowsLeftRight } from "@tabler/icons-react";

import { IconButton } from "@/common/components/IconButton";
import { useStorePart } from "@/common/store";
import { ProportionsIcon } from "@/features/generation/components/ProportionsIcon";
import { SideInput } from "@/features/generation/components/SideInput";
import { changeToSize, presetSize, sizeFor, type Proportions, type Size } from "@/features/generation/generationPlan";
import { changeGeneration, generationSettingsStore } from "@/features/generation/generationSettings";
import { strings } from "@/features/generation/strings";
import { parameterOf } from "@/services/api/parameters";
import type { GeneratorRecord } from "@/services/api/types";

const PROPORTIONS = Object.keys(strings.proportions) as readonly Proportions[];

/** The images' size: proportions to choose from, or any width and height that the generator can do. */
export function SizeControl({ generator }: { generator: GeneratorRecord }) {
  const asked = useStorePart(generationSettingsStore, (settings) => settings);
  const size = sizeFor(asked, generator);
  const presets = PROPORTIONS.map((name) => ({ name, size: presetSize(name, generator) }));
  const preset = presets.find((candidate) => isSame(candidate.size, size));
  const isRecommended = isSame(size, generator.recommended);

  const setSize = (next: Size) => {
    changeGeneration(changeToSize(next, generator));
  };

  return (
    <Stack gap={6} role="group" aria-label={strings.size}>
      <Group justify="space-between" wrap="nowrap" h={28}>
        <Input.Label labelElement="div">{strings.size}</Input.Label>
        {!isRecommended && (
          <IconButton
            label={strings.recommendedSize(generator.recommended)}
            icon={IconArrowBackUp}
            onClick={() => {
              setSize(generator.recommended);
            }}
          />
        )}
      </Group>
      <SegmentedControl
        fullWidth
        aria-label={strings.proportionsTitle}
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
          label={strings.swap}
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
        {strings.sizeHelp(generator.size_multiple)}
      </Text>
    </Stack>
  );
}

const isSame = (a: Size, b: Size) => a.width === b.width && a.height === b.height;
