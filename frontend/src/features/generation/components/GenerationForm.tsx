import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { CountControl } from "@/features/generation/components/CountControl";
import { DetailControls } from "@/features/generation/components/DetailControls";
import { GeneratorControl } from "@/features/generation/components/GeneratorControl";
import { NegativePromptControl } from "@/features/generation/components/NegativePromptControl";
import { PromptControl } from "@/features/generation/components/PromptControl";
import { SeedControl } from "@/features/generation/components/SeedControl";
import { SizeControl } from "@/features/generation/components/SizeControl";
import { useGenerators } from "@/features/generation/hooks/useGenerators";

/** Everything that can be set about generating images; what the chosen generator ignores is left out. */
export function GenerationForm() {
  const { t } = useTranslation("generation");
  const { chosen } = useGenerators();
  return (
    <Stack component="section" gap="md" p="md" aria-label={t("title")}>
      <PromptControl />
      {chosen && !chosen.ignores.includes("negative_prompt") && <NegativePromptControl />}
      <GeneratorControl />
      <CountControl />
      {chosen && <SizeControl generator={chosen} />}
      <SeedControl />
      {chosen && <DetailControls generator={chosen} />}
    </Stack>
  );
}
