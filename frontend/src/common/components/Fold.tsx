import { Button, Collapse } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useId, type ReactNode } from "react";

interface FoldProps {
  readonly title: string;
  /** The accessible name, where there are several of that title; it begins with the title. */
  readonly label?: string;
  /** Whether it is open at first. */
  readonly opened?: boolean;
  readonly children: ReactNode;
}

/** Controls that are seldom needed, folded away under their title. */
export function Fold({ title, label, opened: openedAtFirst = false, children }: FoldProps) {
  const panelId = useId();
  const [opened, { toggle }] = useDisclosure(openedAtFirst);
  const Chevron = opened ? IconChevronDown : IconChevronRight;

  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        ml={-8}
        leftSection={<Chevron size={16} aria-hidden />}
        aria-label={label}
        aria-expanded={opened}
        aria-controls={panelId}
        onClick={toggle}
      >
        {title}
      </Button>
      <Collapse id={panelId} expanded={opened}>
        {children}
      </Collapse>
    </div>
  );
}
