import { Button } from "@mantine/core";
import { IconGridDots } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { tuningOpenedStore } from "@/features/tuning/tuningOpenedStore";
import type { Step } from "@/services/api/types";

/** Opens the comparison of settings over the dialog for a step of that type. */
export function CompareButton({ type }: { type: Step["type"] }) {
  const { t } = useTranslation("tuning");
  return (
    <Button
      variant="default"
      fullWidth
      leftSection={<IconGridDots size={18} aria-hidden />}
      aria-haspopup="dialog"
      onClick={() => {
        tuningOpenedStore.set(type);
      }}
    >
      {t("open")}
    </Button>
  );
}
