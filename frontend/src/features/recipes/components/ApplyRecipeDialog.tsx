import { Alert, Button, Modal, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconPlayerPlay } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { CopiedRecipeText } from "@/features/recipes/components/CopiedRecipeText";
import type { CopiedRecipe } from "@/features/recipes/copiedRecipeStore";
import { sentenceOf } from "@/services/api/problem";

interface ApplyRecipeDialogProps {
  readonly copied: CopiedRecipe;
  /** What it is applied to, in a few words. */
  readonly subject: string;
  /** Starts the job. */
  readonly request: () => Promise<void>;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Shows the copied recipe before it is applied, and starts it. */
export function ApplyRecipeDialog({ copied, subject, request, opened, onClose }: ApplyRecipeDialogProps) {
  const { t } = useTranslation("recipes");
  const { mutate, error, isPending, reset } = useMutation({ mutationFn: request, onSuccess: onClose });
  return (
    <Modal
      opened={opened}
      onClose={() => {
        reset();
        onClose();
      }}
      title={t("applyTitle")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed" truncate title={subject}>
          {subject}
        </Text>
        <CopiedRecipeText copied={copied} />
        {error && (
          <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />}>
            {sentenceOf(error)}
          </Alert>
        )}
        <Button
          fullWidth
          data-autofocus
          loading={isPending}
          leftSection={<IconPlayerPlay size={18} aria-hidden />}
          onClick={() => {
            mutate();
          }}
        >
          {t("start")}
        </Button>
      </Stack>
    </Modal>
  );
}
