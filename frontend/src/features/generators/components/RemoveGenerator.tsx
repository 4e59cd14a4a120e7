import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { ConfirmButton } from "@/common/components/ConfirmButton";
import { formatBytes } from "@/common/format";
import { useRemoveGenerator } from "@/features/generators/hooks/useRemoveGenerator";
import type { GeneratorRecord } from "@/services/api/types";

interface RemoveGeneratorProps {
  readonly generator: GeneratorRecord;
  /** Size of the files that go with it; null when there are none that would have to be fetched again. */
  readonly fetchedBytes: number | null;
}

/** A button that removes a generator, or the files that were fetched for it, which it asks about first. */
export function RemoveGenerator({ generator: { name, title }, fetchedBytes }: RemoveGeneratorProps) {
  const { t } = useTranslation("generators");
  const { remove, isPending } = useRemoveGenerator();
  return (
    <ConfirmButton
      text={t("remove")}
      label={t("removeOf", { title })}
      icon={IconTrash}
      question={fetchedBytes === null ? null : t("removeFetched", { size: formatBytes(fetchedBytes) })}
      confirm={t("removeAnyway")}
      loading={isPending}
      onConfirmed={() => {
        remove(name);
      }}
    />
  );
}
