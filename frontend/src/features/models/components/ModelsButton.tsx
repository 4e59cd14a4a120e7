import { IconPackages } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/common/components/IconButton";
import { openModels } from "@/features/models/modelsPage";

/** Opens the Models page. */
export function ModelsButton() {
  const { t } = useTranslation("models");
  return (
    <IconButton
      label={t("open")}
      icon={IconPackages}
      onClick={() => {
        openModels("upscaling");
      }}
    />
  );
}
