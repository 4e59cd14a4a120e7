import { Button, Tooltip } from "@mantine/core";
import type { IconProps } from "@tabler/icons-react";
import type { ComponentType } from "react";

interface ExplainedButtonProps {
  readonly text: string;
  readonly icon: ComponentType<IconProps>;
  /** Why it cannot be used now; null when it can. */
  readonly obstacle: string | null;
  readonly loading?: boolean;
  readonly onClick: () => void;
}

/** A button that stays focusable when it cannot be used, so that the reason can be read. */
export function ExplainedButton({ text, icon: Icon, obstacle, loading, onClick }: ExplainedButtonProps) {
  return (
    <Tooltip label={obstacle} disabled={obstacle === null} events={TOOLTIP_EVENTS} multiline maw={280}>
      <Button
        h={40}
        size="xs"
        px={8}
        variant="light"
        leftSection={<Icon size={16} aria-hidden />}
        loading={loading}
        data-disabled={obstacle !== null || undefined}
        aria-disabled={obstacle !== null || undefined}
        aria-description={obstacle ?? undefined}
        onClick={obstacle === null ? onClick : undefined}
      >
        {text}
      </Button>
    </Tooltip>
  );
}

const TOOLTIP_EVENTS = { hover: true, focus: true, touch: true };
