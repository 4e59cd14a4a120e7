import { Menu } from "@mantine/core";

import { tellLanguageNotLoaded } from "@/app/languageNotice";
import { chooseLanguage, currentLanguage } from "@/i18n/i18n";
import { isLanguage, languages } from "@/i18n/languages";

const CODES = Object.keys(languages).filter(isLanguage);

const choose = async (code: string) => {
  if (isLanguage(code) && !(await chooseLanguage(code))) {
    tellLanguageNotLoaded(code);
  }
};

/** The languages of the page in a menu, each called by its own name; the choice is remembered. */
export function LanguageChoice() {
  return (
    <Menu.RadioGroup value={currentLanguage()} onChange={(code) => void choose(code)}>
      {CODES.map((code) => (
        <Menu.RadioItem key={code} value={code} lang={code} closeMenuOnClick>
          {languages[code]}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
