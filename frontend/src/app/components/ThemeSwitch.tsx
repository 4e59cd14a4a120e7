import { useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { MenuButton } from "@/common/components/MenuButton";
import { ThemeChoice } from "@/app/components/ThemeChoice";

const ICONS = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop };

/** Choice of the page's colours. */
export function ThemeSwitch() {
  const { t } = useTranslation("app");
  const { colorScheme } = useMantineColorScheme();
  return (
    <MenuButton label={t("theme", { scheme: t(`themes.${colorScheme}`) })} icon={ICONS[colorScheme]}>
      <ThemeChoice />
    </MenuButton>
  );
}
