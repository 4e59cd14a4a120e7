import { useEffect, useEffectEvent, type RefObject } from "react";

import { keyBindings, matches, usesKeysItself, type KeyAction } from "@/features/keys/keyBindings";

/**
 * Runs `act` when the action's key is pressed anywhere but where keys have another use; inside `own` they have none.
 */
export function useKeyAction(action: KeyAction, act: () => void, own?: RefObject<HTMLElement | null>): void {
  const isFree = (target: EventTarget | null) =>
    !usesKeysItself(target) || (target instanceof Node && own?.current?.contains(target) === true);
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!event.defaultPrevented && matches(keyBindings[action], event) && isFree(event.target)) {
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
