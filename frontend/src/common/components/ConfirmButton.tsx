import { Button, Popover, Text } from "@mantine/core";
import type { IconProps } from "@tabler/icons-react";
import { useState, type ComponentType } from "react";

interface ConfirmButtonProps {
  readonly text: string;
  /** The button's accessible name, which begins with its text. */
  readonly label: string;
  readonly icon: ComponentType<IconProps>;
  /** What is asked before; null when nothing need be asked. */
  readonly question: string | null;
  readonly confirm: string;
  readonly loading: boolean;
  /** Height of the buttons in CSS pixels, where they stand among larger ones. */
  readonly height?: number;
  readonly onConfirmed: () => void;
}

/** Keeps a dialog around it open when Escape closes the question. */
const ESCAPE_IS_TAKEN = { "data-mantine-stop-propagation": "true" };

/** A button that asks first, right where it stands. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { text, label, icon: Icon, question, confirm, loading, height, onConfirmed } = props;
  const [asking, setAsking] = useState(false);

  return (
    <Popover
      opened={asking}
      onChange={setAsking}
      width="min(18rem, calc(100vw - 2rem))"
      shadow="md"
      trapFocus
      returnFocus
      // Outside of a modal dialog screen readers would not find it.
      withinPortal={false}
    >
      <Popover.Target>
        <Button
          size="compact-sm"
          h={height}
          px={height && "sm"}
          variant="default"
          leftSection={<Icon size={16} aria-hidden />}
          aria-label={label}
          loading={loading}
          {...(asking && ESCAPE_IS_TAKEN)}
          onClick={() => {
            if (question === null) {
              onConfirmed();
            } else {
              setAsking(!asking);
            }
          }}
        >
          {text}
        </Button>
      </Popover.Target>
      {question !== null && (
        <Popover.Dropdown aria-label={label}>
          <Text size="sm">{question}</Text>
          <Button
            size="compact-sm"
            h={height}
            mt="xs"
            color="red.9"
            {...ESCAPE_IS_TAKEN}
            onClick={() => {
              setAsking(false);
              onConfirmed();
            }}
          >
            {confirm}
          </Button>
        </Popover.Dropdown>
      )}
    </Popover>
  );
}
