import { Alert, Anchor, Button, Group, Text } from "@mantine/core";
import { IconLicense } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { ReasonText } from "@/common/components/ReasonText";
import { putWeights } from "@/features/weights/weightsEvents";
import { acceptLicence } from "@/services/api/endpoints";
import { reasonOf } from "@/services/api/problem";
import type { WeightsRecord } from "@/services/api/types";
import { licenceSummary } from "@/services/texts/catalogueTexts";

interface LicenceConsentProps extends Pick<WeightsRecord, "licence" | "licence_url" | "licence_summary"> {
  /** The weights under that licence. */
  readonly weights: string;
  /** What the button says. */
  readonly text?: string;
  /** Called when the server has taken note. */
  readonly onAccepted?: () => void;
}

/** What the licence of weights allows, to be accepted before their first use; the server remembers it. */
export function LicenceConsent(props: LicenceConsentProps) {
  const { t } = useTranslation("weights");
  const { weights, licence, licence_url, licence_summary, text = t("acceptLicence"), onAccepted } = props;
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => acceptLicence(weights),
    onSuccess: (accepted) => {
      putWeights(queryClient, accepted);
      onAccepted?.();
    },
  });

  return (
    <Alert color="gray" icon={<IconLicense aria-hidden />} title={t("licenceTitle", { licence })}>
      <Text size="sm">{licenceSummary(licence, licence_summary)}</Text>
      <Group gap="sm" mt="xs">
        <Button
          size="compact-sm"
          loading={isPending}
          onClick={() => {
            mutate();
          }}
        >
          {text}
        </Button>
        <Anchor size="sm" href={licence_url} target="_blank" rel="noreferrer">
          {t("licenceLink")}
        </Anchor>
      </Group>
      {error && (
        <div role="alert">
          <ReasonText reason={reasonOf(error)} />
        </div>
      )}
    </Alert>
  );
}
