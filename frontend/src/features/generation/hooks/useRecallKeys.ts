import { useRecall, type RecallKind } from "@/features/generation/hooks/useRecall";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import type { ImageRecord } from "@/services/api/types";

/** Takes over what made the image by keys; they do nothing for an image of which that is not known. */
export function useRecallKeys({ generation }: ImageRecord): void {
  const recall = useRecall();
  const recallPart = (kind: RecallKind) => {
    if (generation) {
      void recall(kind, generation);
    }
  };
  useKeyAction("useAll", () => {
    recallPart("all");
  });
  useKeyAction("usePrompt", () => {
    recallPart("prompt");
  });
  useKeyAction("useSeed", () => {
    recallPart("seed");
  });
}
