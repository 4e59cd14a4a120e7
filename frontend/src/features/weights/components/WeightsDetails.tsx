import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Fold } from "@/common/components/Fold";
import { LinkedText } from "@/common/components/LinkedText";
import { CopyableFact } from "@/features/facts/components/CopyableFact";
import type { WeightsRecord } from "@/services/api/types";
import { licenceSummary } from "@/services/texts/catalogueTexts";

/** Where a weights file comes from, and what must be known to bring it by hand; folded away. */
export function WeightsDetails({ weights }: { weights: WeightsRecord }) {
  const { t } = useTranslation("weights");
  const { name, file_name, address, source, licence, licence_summary, needs_acceptance } = weights;
  return (
    <Fold title={t("details")} label={t("detailsOf", { name })}>
      <Stack gap="xs" pt={4}>
        {!needs_acceptance && <Text size="sm">{licenceSummary(licence, licence_summary)}</Text>}
        {source !== null && (
          <CopyableFact name={t("source")} value={source}>
            <LinkedText text={source} />
          </CopyableFact>
        )}
        <CopyableFact name={t("fileName")} value={file_name} />
        <CopyableFact name={t("address")} value={address}>
          <LinkedText text={address} />
        </CopyableFact>
      </Stack>
    </Fold>
  );
}
