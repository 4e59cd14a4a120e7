import { Button, Group, Text } from "@mantine/core";
import { IconSquarePlus } from "@tabler/icons-react";
import type { RefObject } from "react";

import { setIncluded } from "@/features/restoration/faceChoiceStore";
import type { ShownFace } from "@/features/restoration/restorationPlan";
import { strings } from "@/features/restoration/strings";

interface FacesBarProps {
  readonly imageId: string;
  readonly faces: readonly ShownFace[];
  readonly markButton: RefObject<HTMLButtonElement | null>;
  readonly marking: boolean;
  readonly onMarking: (marking: boolean) => void;
}

/** How many faces there are, and what can be done with all of them. */
export function FacesBar({ imageId, faces, markButton, marking, onMarking }: FacesBarProps) {
  const included = faces.filter((face) => face.included).length;
  const setAll = (include: boolean) => {
    setIncluded(
      imageId,
      faces.map((face) => face.key),
      include,
    );
  };

  return (
    <Group gap="xs">
      <Text size="sm" fw={500} flex={1} miw="10rem" role="status">
        {faces.length > 0 && strings.included(included, faces.length)}
      </Text>
      {faces.length > 1 && (
        <Button.Group>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={strings.includeAllLabel}
            onClick={() => {
              setAll(true);
            }}
          >
            {strings.includeAll}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={strings.includeNoneLabel}
            onClick={() => {
              setAll(false);
            }}
          >
            {strings.includeNone}
          </Button>
        </Button.Group>
      )}
      <Button
        ref={markButton}
        size="compact-sm"
        variant={marking ? "filled" : "default"}
        leftSection={<IconSquarePlus size={16} aria-hidden />}
        aria-pressed={marking}
        onClick={() => {
          onMarking(!marking);
        }}
      >
        {strings.mark}
      </Button>
    </Group>
  );
}
