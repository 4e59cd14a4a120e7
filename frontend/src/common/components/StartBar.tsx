import { Alert, Button, Text, type ButtonProps } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";

import { ReasonText } from "@/common/components/ReasonText";
import classes from "@/common/components/StartBar.module.css";
import { reasonOf } from "@/services/api/problem";

interface StartBarProps {
  /** What the button says. */
  readonly label: string;
  readonly icon: ButtonProps["leftSection"];
  /** What can be expected. */
  readonly limits?: string;
  /** How long it takes, in a sentence; null where that is not known. */
  readonly estimate?: string | null;
  /** Why it cannot be started now; null when it can. */
  readonly obstacle: string | null;
  readonly error: Error | null;
  readonly isPending: boolean;
  /** A button that stands before the one that starts. */
  readonly before?: ReactNode;
  /** A button that stands after it. */
  readonly after?: ReactNode;
}

/** The end of a form, which stays in sight: the button that starts what the form describes, and what is to be said. */
export function StartBar(props: StartBarProps) {
  const { label, icon, limits, estimate = null, obstacle, error, isPending, before, after } = props;
  return (
    <div className={classes.bar}>
      {limits !== undefined && (
        <Text size="xs" c="dimmed">
          {limits}
        </Text>
      )}
      {error && (
        <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />}>
          <ReasonText reason={reasonOf(error)} />
        </Alert>
      )}
      <Text size="sm" role="status">
        {obstacle ?? estimate}
      </Text>
      {before}
      <Button
        type="submit"
        fullWidth
        data-autofocus
        data-disabled={obstacle !== null || undefined}
        aria-disabled={obstacle !== null || undefined}
        loading={isPending}
        leftSection={icon}
      >
        {label}
      </Button>
      {after}
    </div>
  );
}
