import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useStore } from "@/common/store";
import { ApplyRecipeDialog } from "@/features/recipes/components/ApplyRecipeDialog";
import { copiedRecipeStore } from "@/features/recipes/copiedRecipeStore";
import { requestRecipe } from "@/features/recipes/requestRecipe";
import type { ImageRecord } from "@/services/api/types";

/** Applies the copied recipe to the image, after showing it; nothing while none is copied. */
export function ApplyRecipeButton({ image }: { image: ImageRecord }) {
  const { t } = useTranslation("recipes");
  const queryClient = useQueryClient();
  const copied = useStore(copiedRecipeStore);
  const [opened, { open, close }] = useDisclosure(false);
  if (copied === null) {
    return null;
  }
  return (
    <>
      <Button
        size="compact-sm"
        variant="light"
        aria-haspopup="dialog"
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        onClick={open}
      >
        {t("apply")}
      </Button>
      <ApplyRecipeDialog
        copied={copied}
        subject={image.name}
        request={() => requestRecipe(queryClient, [image.id], copied)}
        opened={opened}
        onClose={close}
      />
    </>
  );
}
