import { Alert, Button, Text } from "@mantine/core";
import { IconAlertTriangle, IconMoodSmile } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ReasonText } from "@/common/components/ReasonText";
import classes from "@/features/restoration/components/StartBar.module.css";
import { reasonOf } from "@/services/api/problem";

interface StartBarProps {
  /** What the button says. */
  readonly label: string;
  /** What opens the comparison of settings; for one image only. */
  readonly compare?: ReactNode;
  /** How long it takes, in a sentence; null where that is not known. */
  readonly estimate: string | null;
  /** Why it cannot be started now; null when it can. */
  readonly obstacle: string | null;
  readonly error: Error | null;
  readonly isPending: boolean;
}

/** What can be expected, how long it takes, and the button that starts it. */
export function StartBar({ label, compare, estimate, obstacle, error, isPending }: StartBarProps) {
  const { t } = useTranslation("restoration");
  return (
    <div className={classes.bar}>
      <Text size="xs" c="dimmed">
        {t("limits")}
      </Text>
      {error && (
        <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />}>
          <ReasonText reason={reasonOf(error)} />
        </Alert>
      )}
      <Text size="sm" role="status">
        {obstacle ?? estimate}
      </Text>
      {compare}
      <Button
        type="submit"
        fullWidth
        data-autofocus
        data-disabled={obstacle !== null || undefined}
        aria-disabled={obstacle !== null || undefined}
        loading={isPending}
        leftSection={<IconMoodSmile size={18} aria-hidden />}
      >
        {label}
      </Button>
    </div>
  );
}
