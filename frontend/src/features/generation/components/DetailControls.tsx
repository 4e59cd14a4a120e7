import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Fold } from "@/common/components/Fold";
import { RecommendedNumber } from "@/features/generation/components/RecommendedNumber";
import { SamplerControl } from "@/features/generation/components/SamplerControl";
import type { GeneratorRecord } from "@/services/api/types";

/** How the generator goes about it: steps, guidance and sampler, as far as it heeds them. */
export function DetailControls({ generator }: { generator: GeneratorRecord }) {
  const { t } = useTranslation("generation");
  const { recommended, ignores, samplers } = generator;
  return (
    <Fold title={t("details")}>
      <Stack gap="lg" pt="sm">
        <RecommendedNumber name="steps" recommended={recommended.steps} />
        {!ignores.includes("guidance") && <RecommendedNumber name="guidance" recommended={recommended.guidance} />}
        {samplers.length > 0 && <SamplerControl samplers={samplers} />}
      </Stack>
    </Fold>
  );
}
