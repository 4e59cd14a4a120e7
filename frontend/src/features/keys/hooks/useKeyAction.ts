import { useEffect, useEffectEvent } from "react";

import { keyBindings, matches, usesKeysItself, type KeyAction } from "@/features/keys/keyBindings";

/** Runs `act` when the action's key is pressed anywhere but where keys have another use. */
export function useKeyAction(action: KeyAction, act: () => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!event.defaultPrevented && matches(keyBindings[action], event) && !usesKeysItself(event.target)) {
      event.preventDefault();
      act();
    }
  });

  useEffect(() => {
    window.addEventListener("keydown", onKeyDown);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
    };
  }, []);
}
