import { Menu, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";

const SCHEMES: readonly MantineColorScheme[] = ["light", "dark", "auto"];

/** Light, dark, or what the system says, in a menu; the choice is remembered. */
export function ThemeChoice() {
  const { t } = useTranslation("app");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu.RadioGroup
      value={colorScheme}
      onChange={(chosen) => {
        setColorScheme(SCHEMES.find((scheme) => scheme === chosen) ?? "auto");
      }}
    >
      {SCHEMES.map((scheme) => (
        <Menu.RadioItem key={scheme} value={scheme} closeMenuOnClick>
          {t(`themes.${scheme}`)}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
