import { ActionIcon, Menu } from "@mantine/core";
import { IconCheck, IconLanguage } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { chooseLanguage, currentLanguage } from "@/i18n/i18n";
import { isLanguage, languages } from "@/i18n/languages";

const CODES = Object.keys(languages).filter(isLanguage);

/** Choice of the page's language; remembered. Each language is called by its own name. */
export function LanguageSwitch() {
  const { t } = useTranslation("app");
  const current = currentLanguage();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t("language", { language: languages[current] })}
        >
          <IconLanguage size={20} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {CODES.map((code) => (
          <Menu.Item
            key={code}
            lang={code}
            rightSection={code === current && <IconCheck size={16} aria-hidden />}
            onClick={() => {
              chooseLanguage(code);
            }}
          >
            {languages[code]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
