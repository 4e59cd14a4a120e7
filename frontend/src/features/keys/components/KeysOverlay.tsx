import { useStore } from "@/common/store";
import { KeysHelp } from "@/features/keys/components/KeysHelp";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import { keysOpenedStore } from "@/features/keys/keysOpenedStore";

/** The list of keys, which its own key opens too. */
export function KeysOverlay() {
  useKeyAction("help", () => {
    keysOpenedStore.set(true);
  });
  return (
    <KeysHelp
      opened={useStore(keysOpenedStore)}
      onClose={() => {
        keysOpenedStore.set(false);
      }}
    />
  );
}
