import type { RefObject } from "react";

import { useGenerate } from "@/features/generation/hooks/useGenerate";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";

/** Generates when the key for that is pressed, also while something is typed into a field of `settings`. */
export function useGenerateKey(settings: RefObject<HTMLElement | null>, onStarted: () => void): void {
  const { generate } = useGenerate(onStarted);
  useKeyAction("generate", generate, settings);
}
