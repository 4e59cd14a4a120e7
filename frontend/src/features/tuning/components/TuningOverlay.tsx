import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import { useLoadedPart } from "@/common/hooks/useLoadedPart";
import { useStore } from "@/common/store";
import { notify } from "@/features/notices/noticeStore";
import { closeTuning, tuningOpenedStore } from "@/features/tuning/tuningOpenedStore";
import type { TuningSubject } from "@/features/tuning/tuningSubject";

/** The comparison is a file of its own, fetched when it is first opened. */
const loadDialog = () => import("@/features/tuning/components/TuningDialog");
const TuningDialog = lazy(async () => ({ default: (await loadDialog()).TuningDialog }));

/** The comparison of a step's settings over the dialog for that step, as long as it is open. */
export function TuningOverlay({ subject }: { subject: TuningSubject }) {
  const { t } = useTranslation("tuning");
  const opened = useStore(tuningOpenedStore) === subject.step.type;
  const isLoaded = useLoadedPart(loadDialog, opened, () => {
    closeTuning();
    notify({ kind: "problem", title: t("notOpened"), message: t("notOpenedHelp") });
  });

  return (
    isLoaded && (
      <Suspense>
        <TuningDialog subject={subject} opened={opened} />
      </Suspense>
    )
  );
}
