import { strings } from "@/app/strings";
import { PostprocessingSection } from "@/features/postprocessing/components/PostprocessingSection";

/** The settings of everything that can be done to images, in sections. */
export function ParameterColumn() {
  return (
    <section aria-label={strings.settings}>
      <PostprocessingSection />
    </section>
  );
}
