import { Menu } from "@mantine/core";
import { IconDotsVertical, IconKeyboard } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { LanguageChoice } from "@/app/components/LanguageChoice";
import { MenuButton } from "@/common/components/MenuButton";
import { ThemeChoice } from "@/app/components/ThemeChoice";
import { keysOpenedStore } from "@/features/keys/keysOpenedStore";

/** What the bar at the top has no room for on a phone. */
export function MoreMenu() {
  const { t } = useTranslation(["app", "keys"]);
  return (
    <MenuButton label={t("more")} icon={IconDotsVertical}>
      <Menu.Label>{t("themeTitle")}</Menu.Label>
      <ThemeChoice />
      <Menu.Divider />
      <Menu.Label>{t("languageTitle")}</Menu.Label>
      <LanguageChoice />
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconKeyboard size={16} aria-hidden />}
        onClick={() => {
          keysOpenedStore.set(true);
        }}
      >
        {t("keys:open")}
      </Menu.Item>
    </MenuButton>
  );
}
