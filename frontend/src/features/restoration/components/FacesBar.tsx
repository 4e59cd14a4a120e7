import { Button, Group, Text } from "@mantine/core";
import { IconSquarePlus } from "@tabler/icons-react";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";

import { setIncluded } from "@/features/restoration/faceChoiceStore";
import type { ShownFace } from "@/features/restoration/restorationPlan";

interface FacesBarProps {
  readonly imageId: string;
  readonly faces: readonly ShownFace[];
  readonly markButton: RefObject<HTMLButtonElement | null>;
  readonly marking: boolean;
  readonly onMarking: (marking: boolean) => void;
}

/** How many faces there are, and what can be done with all of them. */
export function FacesBar({ imageId, faces, markButton, marking, onMarking }: FacesBarProps) {
  const { t } = useTranslation("restoration");
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
        {faces.length > 0 &&
          (included === faces.length
            ? t("allIncluded", { count: included })
            : t("someIncluded", { count: faces.length, included }))}
      </Text>
      {faces.length > 1 && (
        <Button.Group>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t("includeAllLabel")}
            onClick={() => {
              setAll(true);
            }}
          >
            {t("includeAll")}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t("includeNoneLabel")}
            onClick={() => {
              setAll(false);
            }}
          >
            {t("includeNone")}
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
        {t("mark")}
      </Button>
    </Group>
  );
}
