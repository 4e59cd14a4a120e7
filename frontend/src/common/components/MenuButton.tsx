import { ActionIcon, Menu } from "@mantine/core";
import type { IconProps } from "@tabler/icons-react";
import type { ComponentType, ReactNode } from "react";

interface MenuButtonProps {
  readonly label: string;
  readonly icon: ComponentType<IconProps>;
  /** What is in the menu. */
  readonly children: ReactNode;
}

/** A button that shows an icon and opens a menu. */
export function MenuButton({ label, icon: Icon, children }: MenuButtonProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={label}>
          <Icon size={20} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
