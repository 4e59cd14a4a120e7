import { Drawer } from "@mantine/core";
import { useRef, type ReactNode } from "react";

import classes from "@/common/components/Sheet.module.css";
import { useDragDown } from "@/common/hooks/useDragDown";

interface SheetProps {
  /** Where it comes from: the foot of a phone, or the side of a page that is only too narrow for a column. */
  readonly position: "bottom" | "left";
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Whether Escape closes it; not while something lies over it that takes Escape for itself. */
  readonly closeOnEscape: boolean;
  readonly title: string;
  /** What the button that closes it is called. */
  readonly closeLabel: string;
  readonly children: ReactNode;
}

/** A part of the page that there is no room for until it is wanted; one at the foot can be dragged down by its head. */
export function Sheet({ position, opened, onClose, closeOnEscape, title, closeLabel, children }: SheetProps) {
  const content = useRef<HTMLDivElement>(null);
  const drag = useDragDown(content, onClose);
  return (
    <Drawer.Root
      opened={opened}
      onClose={onClose}
      closeOnEscape={closeOnEscape}
      position={position}
      classNames={{ content: classes.content, header: classes.head, body: classes.body }}
      size={position === "bottom" ? "85%" : "min(22rem, 100%)"}
    >
      <Drawer.Overlay />
      <Drawer.Content ref={content} data-position={position}>
        <Drawer.Header {...(position === "bottom" && drag)}>
          <Drawer.Title>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={closeLabel} />
        </Drawer.Header>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
