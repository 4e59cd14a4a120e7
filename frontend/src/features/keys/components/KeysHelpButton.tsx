import { useDisclosure } from "@mantine/hooks";
import { IconKeyboard } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/common/components/IconButton";
import { KeysHelp } from "@/features/keys/components/KeysHelp";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";

/** Opens the list of keys, by click or by its own key. */
export function KeysHelpButton() {
  const { t } = useTranslation("keys");
  const [opened, { open, close }] = useDisclosure(false);
  useKeyAction("help", open);
  return (
    <>
      <IconButton label={t("open")} icon={IconKeyboard} onClick={open} />
      <KeysHelp opened={opened} onClose={close} />
    </>
  );
}
