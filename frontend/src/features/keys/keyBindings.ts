import { strings } from "@/features/keys/strings";

/** One key of the page: what must be pressed, how it is written, and what it does. */
export interface KeyBinding {
  /** Value of KeyboardEvent.key, letters in lower case. */
  readonly key: string;
  readonly shift: boolean;
  /** Whether Ctrl, or Cmd on a Mac, is held. */
  readonly control?: boolean;
  /** The keys' names as the help shows them. */
  readonly shown: readonly string[];
  readonly does: string;
}

/** Every key of the page; the help is made from this list. Arrows inside a control belong to the control. */
export const keyBindings = {
  generate: { key: "Enter", shift: false, control: true, shown: ["Ctrl", "Enter"], does: strings.generate },
  upscale: { key: "u", shift: true, shown: ["Shift", "U"], does: strings.upscale },
  restore: { key: "r", shift: true, shown: ["Shift", "R"], does: strings.restore },
  cancel: { key: "x", shift: true, shown: ["Shift", "X"], does: strings.cancel },
  queue: { key: "q", shift: false, shown: ["Q"], does: strings.queue },
  previous: { key: "ArrowLeft", shift: false, shown: ["←"], does: strings.previous },
  next: { key: "ArrowRight", shift: false, shown: ["→"], does: strings.next },
  selectAll: { key: "a", shift: false, control: true, shown: ["Ctrl", "A"], does: strings.selectAll },
  select: { key: " ", shift: false, shown: ["Space"], does: strings.select },
  zoomIn: { key: "+", shift: false, shown: ["+"], does: strings.zoomIn },
  zoomOut: { key: "-", shift: false, shown: ["−"], does: strings.zoomOut },
  toggleZoom: { key: "z", shift: false, shown: ["Z"], does: strings.toggleZoom },
  panLeft: { key: "ArrowLeft", shift: true, shown: ["Shift", "←"], does: strings.panLeft },
  panRight: { key: "ArrowRight", shift: true, shown: ["Shift", "→"], does: strings.panRight },
  panUp: { key: "ArrowUp", shift: true, shown: ["Shift", "↑"], does: strings.panUp },
  panDown: { key: "ArrowDown", shift: true, shown: ["Shift", "↓"], does: strings.panDown },
  useAll: { key: "a", shift: false, shown: ["A"], does: strings.useAll },
  usePrompt: { key: "p", shift: false, shown: ["P"], does: strings.usePrompt },
  useSeed: { key: "s", shift: false, shown: ["S"], does: strings.useSeed },
  facts: { key: "i", shift: false, shown: ["I"], does: strings.facts },
  remove: { key: "Delete", shift: false, shown: ["Del"], does: strings.remove },
  help: { key: "?", shift: false, shown: ["?"], does: strings.help },
  close: { key: "Escape", shift: false, shown: ["Esc"], does: strings.close },
} satisfies Record<string, KeyBinding>;

/** Name of a key of the page. */
export type KeyAction = keyof typeof keyBindings;

/** Whether the pressed key is the binding's. Shift is part of how signs like ? are typed, and counts for letters only. */
export function matches(binding: KeyBinding, event: KeyboardEvent): boolean {
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey || control !== (binding.control ?? false)) {
    return false;
  }
  const isSign = binding.key.length === 1 && !/[a-z]/.test(binding.key);
  return event.key.toLowerCase() === binding.key.toLowerCase() && (isSign || event.shiftKey === binding.shift);
}

const OWN_KEYS =
  "input, textarea, select, [contenteditable='true'], [role='dialog'], [role='menu'], [role='slider'], [role='radiogroup']";

/** Whether the element that has the focus uses keys itself, so that the page must leave them alone. */
export function usesKeysItself(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(OWN_KEYS) !== null;
}
