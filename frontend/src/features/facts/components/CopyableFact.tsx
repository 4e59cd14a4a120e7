import { Button, Group, Text } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { notify } from "@/features/notices/noticeStore";

interface CopyableFactProps {
  readonly name: string;
  readonly value: string;
  /** The text as it is shown, where that is more than plain text. */
  readonly children?: ReactNode;
}

/** A text with its name, and a button that copies it. */
export function CopyableFact({ name, value, children = value }: CopyableFactProps) {
  const { t } = useTranslation("facts");
  const { copy, copied, error } = useClipboard();
  const Icon = copied ? IconCheck : IconCopy;

  useEffect(() => {
    if (error) {
      notify({ kind: "problem", title: t("notCopied"), message: t("notCopiedHelp") });
    }
  }, [error, t]);

  return (
    <div>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="xs" c="dimmed">
          {name}
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<Icon size={14} aria-hidden />}
          aria-label={copied ? t("copied") : t("copyWhat", { name })}
          onClick={() => {
            copy(value);
          }}
        >
          {copied ? t("copied") : t("copy")}
        </Button>
      </Group>
      <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
        {children}
      </Text>
    </div>
  );
}
