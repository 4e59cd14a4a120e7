import { IconKeyboard } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/common/components/IconButton";
import { keysOpenedStore } from "@/features/keys/keysOpenedStore";

/** Opens the list of keys. */
export function KeysHelpButton() {
  const { t } = useTranslation("keys");
  return (
    <IconButton
      label={t("open")}
      icon={IconKeyboard}
      onClick={() => {
        keysOpenedStore.set(true);
      }}
    />
  );
}
