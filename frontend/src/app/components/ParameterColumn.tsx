import type { Ref } from "react";
import { useTranslation } from "react-i18next";

import { GenerateBar } from "@/features/generation/components/GenerateBar";
import { GenerationForm } from "@/features/generation/components/GenerationForm";
import { PostprocessingSection } from "@/features/postprocessing/components/PostprocessingSection";

interface ParameterColumnProps {
  readonly ref: Ref<HTMLElement>;
  /** Called when a batch was queued, so that a column over the page can make room for it. */
  readonly onStarted: () => void;
}

/** The settings of everything that can be done to images, in sections, and what starts generating. */
export function ParameterColumn({ ref, onStarted }: ParameterColumnProps) {
  const { t } = useTranslation("app");
  return (
    <section ref={ref} aria-label={t("settings")}>
      <GenerationForm />
      <PostprocessingSection />
      <GenerateBar onStarted={onStarted} />
    </section>
  );
}
