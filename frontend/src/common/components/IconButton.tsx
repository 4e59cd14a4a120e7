import { ActionIcon, Tooltip, type ActionIconProps } from "@mantine/core";
import type { IconProps } from "@tabler/icons-react";
import type { ComponentType, MouseEventHandler } from "react";

interface IconButtonProps extends Pick<ActionIconProps, "variant" | "color" | "loading" | "size"> {
  /** What the button does; its accessible name and its tooltip. */
  readonly label: string;
  readonly icon: ComponentType<IconProps>;
  readonly onClick?: MouseEventHandler<HTMLElement>;
  /** Why the button cannot be used now; it stays focusable, so that the reason can be read. */
  readonly disabledReason?: string | null;
  /** For a button that is on or off. */
  readonly pressed?: boolean;
  /** For a button that shows or hides something. */
  readonly expanded?: boolean;
  /** Makes the button a link that saves a file. */
  readonly downloadFrom?: string;
}

/** A button that shows an icon and says what it does in a tooltip. */
export function IconButton(props: IconButtonProps) {
  const { label, icon: Icon, onClick, disabledReason = null, pressed, expanded, downloadFrom, ...rest } = props;
  const disabled = disabledReason !== null;
  const common = {
    variant: pressed ? "light" : "subtle",
    color: pressed ? undefined : "gray",
    size: 36,
    "aria-label": label,
    children: <Icon size={20} stroke={1.6} aria-hidden />,
    ...rest,
  };
  return (
    <Tooltip label={disabledReason ?? label} openDelay={400} multiline maw={280} events={TOOLTIP_EVENTS}>
      {downloadFrom === undefined ? (
        <ActionIcon
          {...common}
          data-disabled={disabled || undefined}
          aria-disabled={disabled || undefined}
          aria-description={disabledReason ?? undefined}
          aria-pressed={pressed}
          aria-expanded={expanded}
          onClick={disabled ? undefined : onClick}
        />
      ) : (
        <ActionIcon {...common} component="a" href={downloadFrom} download />
      )}
    </Tooltip>
  );
}

const TOOLTIP_EVENTS = { hover: true, focus: true, touch: false };
