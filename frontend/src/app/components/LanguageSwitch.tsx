import { IconLanguage } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { LanguageChoice } from "@/app/components/LanguageChoice";
import { MenuButton } from "@/common/components/MenuButton";
import { currentLanguage } from "@/i18n/i18n";
import { languages } from "@/i18n/languages";

/** Choice of the page's language. */
export function LanguageSwitch() {
  const { t } = useTranslation("app");
  return (
    <MenuButton label={t("language", { language: languages[currentLanguage()] })} icon={IconLanguage}>
      <LanguageChoice />
    </MenuButton>
  );
}
