import { Button, Notification } from "@mantine/core";
import { useFocusWithin, useHover, useMergedRef } from "@mantine/hooks";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { ReasonText } from "@/common/components/ReasonText";
import { dismiss, type Notice } from "@/features/notices/noticeStore";
import { plainReason } from "@/services/texts/problemTexts";

/** How long a notice stays: long enough to read it and to act on it. */
const SHOWN_MILLISECONDS = { done: 8_000, problem: 20_000 };

/** One notice, which leaves by itself, but not while it is being read. */
export function NoticeCard({ notice }: { notice: Notice }) {
  const { t } = useTranslation("notices");
  const { kind, title, message, action } = notice;

  const { hovered, ref: hoverRef } = useHover();
  const { focused, ref: focusRef } = useFocusWithin();
  const ref = useMergedRef(hoverRef, focusRef);
  const held = hovered || focused;

  useEffect(() => {
    if (held) {
      return;
    }
    const timer = window.setTimeout(() => {
      dismiss(notice);
    }, SHOWN_MILLISECONDS[kind]);
    return () => {
      window.clearTimeout(timer);
    };
  }, [notice, kind, held]);

  return (
    <Notification
      ref={ref}
      title={title}
      color={kind === "problem" ? "red" : undefined}
      role={kind === "problem" ? "alert" : "status"}
      withBorder
      style={{ overflowWrap: "anywhere" }}
      styles={{ description: { color: "var(--mantine-color-text)" } }}
      closeButtonProps={{ "aria-label": t("close") }}
      onClose={() => {
        dismiss(notice);
      }}
    >
      <ReasonText reason={typeof message === "string" ? plainReason(message) : message} />
      {action && (
        <Button
          size="compact-sm"
          variant="light"
          mt="xs"
          display="block"
          onClick={() => {
            action.run();
            dismiss(notice);
          }}
        >
          {action.label}
        </Button>
      )}
    </Notification>
  );
}
