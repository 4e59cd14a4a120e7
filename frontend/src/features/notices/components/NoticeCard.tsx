import { Button, Notification } from "@mantine/core";
import { useEffect } from "react";

import { dismiss, type Notice } from "@/features/notices/noticeStore";
import { strings } from "@/features/notices/strings";

/** How long a notice stays: long enough to read it and to act on it. */
const SHOWN_MILLISECONDS = { done: 8_000, problem: 20_000 };

/** One notice, which leaves by itself. */
export function NoticeCard({ notice }: { notice: Notice }) {
  const { id, kind, title, message, action } = notice;

  useEffect(() => {
    const timer = window.setTimeout(() => {
      dismiss(id);
    }, SHOWN_MILLISECONDS[kind]);
    return () => {
      window.clearTimeout(timer);
    };
  }, [id, kind]);

  return (
    <Notification
      title={title}
      color={kind === "problem" ? "red" : undefined}
      role={kind === "problem" ? "alert" : "status"}
      withBorder
      style={{ overflowWrap: "anywhere" }}
      styles={{ description: { color: "var(--mantine-color-text)" } }}
      closeButtonProps={{ "aria-label": strings.close }}
      onClose={() => {
        dismiss(id);
      }}
    >
      {message}
      {action && (
        <Button
          size="compact-sm"
          variant="light"
          mt="xs"
          display="block"
          onClick={() => {
            action.run();
            dismiss(id);
          }}
        >
          {action.label}
        </Button>
      )}
    </Notification>
  );
}
