import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { DownloadProgress } from "@/features/weights/components/DownloadProgress";
import { CheckProgress } from "@/features/weights/components/CheckProgress";
import { FetchFailure } from "@/features/weights/components/FetchFailure";
import { LicenceConsent } from "@/features/weights/components/LicenceConsent";
import { WeightsButtons } from "@/features/weights/components/WeightsButtons";
import { useFetchWeights } from "@/features/weights/hooks/useFetchWeights";
import { useWeightsAction } from "@/features/weights/hooks/useWeightsAction";
import { verifyWeights } from "@/services/api/endpoints";
import type { WeightsRecord } from "@/services/api/types";

/** What is being done with a weights file; otherwise what can be done, and what must be known for that. */
export function WeightsActions({ weights }: { weights: WeightsRecord }) {
  const { t } = useTranslation("weights");
  const { name, state, progress, needs_acceptance } = weights;
  const fetching = useFetchWeights(name);
  const check = useWeightsAction(verifyWeights, t("notChecked"));
  const failed = state === "ready" ? null : fetching.failed;
  const fetch = () => {
    // What was found out about the file before says nothing about the new one.
    check.reset();
    fetching.start();
  };

  if (fetching.job || state === "downloading") {
    return (
      <DownloadProgress
        progress={Math.max(fetching.job?.progress ?? 0, progress)}
        remainingSeconds={fetching.job?.remaining_seconds ?? null}
        onCancel={fetching.job && fetching.cancel}
        onResume={fetching.resume}
      />
    );
  }
  if (state === "checking") {
    return <CheckProgress name={name} progress={progress} />;
  }
  if (needs_acceptance) {
    return <LicenceConsent {...weights} weights={name} text={t("acceptAndDownload")} onAccepted={fetching.start} />;
  }
  return (
    <Stack gap="xs" align="start">
      {state === "damaged" && <Text size="sm">{t("damagedHelp")}</Text>}
      {failed && <FetchFailure job={failed} name={name} isStarting={fetching.isStarting} onRetry={fetch} />}
      <WeightsButtons
        weights={weights}
        isStarting={fetching.isStarting}
        // The failure has a button for that.
        onFetch={failed ? null : fetch}
        check={check}
      />
    </Stack>
  );
}
