/** What a key is about: the part of the list that it stands in. */
export type KeyGroup = "making" | "recall" | "view" | "gallery" | "page";

/** One key of the page: what must be pressed, and where the list has it. */
export interface KeyBinding {
  /** Value of KeyboardEvent.key, letters in lower case. */
  readonly key: string;
  readonly shift?: boolean;
  /** Whether Ctrl, or Cmd on a Mac, is held. */
  readonly control?: boolean;
  readonly group: KeyGroup;
}

/**
 * Every key of the page, in the order of the list that is made from it; what each does stands in the texts, under the
 * same name. Arrows inside a control belong to the control.
 */
export const keyBindings = {
  generate: { key: "Enter", control: true, group: "making" },
  upscale: { key: "u", shift: true, group: "making" },
  restore: { key: "r", shift: true, group: "making" },
  cancel: { key: "x", shift: true, group: "making" },
  facts: { key: "i", group: "recall" },
  useAll: { key: "a", group: "recall" },
  usePrompt: { key: "p", group: "recall" },
  useSeed: { key: "s", group: "recall" },
  toggleZoom: { key: "z", group: "view" },
  zoomIn: { key: "+", group: "view" },
  zoomOut: { key: "-", group: "view" },
  panLeft: { key: "ArrowLeft", shift: true, group: "view" },
  panRight: { key: "ArrowRight", shift: true, group: "view" },
  panUp: { key: "ArrowUp", shift: true, group: "view" },
  panDown: { key: "ArrowDown", shift: true, group: "view" },
  gallery: { key: "g", group: "gallery" },
  previous: { key: "ArrowLeft", group: "gallery" },
  next: { key: "ArrowRight", group: "gallery" },
  select: { key: " ", group: "gallery" },
  selectAll: { key: "a", control: true, group: "gallery" },
  favourite: { key: "f", group: "gallery" },
  search: { key: "/", group: "gallery" },
  remove: { key: "Delete", group: "gallery" },
  undo: { key: "z", control: true, group: "gallery" },
  queue: { key: "q", group: "page" },
  help: { key: "?", group: "page" },
  close: { key: "Escape", group: "page" },
} as const satisfies Record<string, KeyBinding>;

/** Name of a key of the page. */
export type KeyAction = keyof typeof keyBindings;

/** Whether the pressed key is the binding's. Shift is part of how signs like ? are typed, and counts for letters only. */
export function matches({ key, shift = false, control = false }: KeyBinding, event: KeyboardEvent): boolean {
  if (event.altKey || control !== (event.ctrlKey || event.metaKey)) {
    return false;
  }
  const isSign = key.length === 1 && !/[a-z]/.test(key);
  return event.key.toLowerCase() === key.toLowerCase() && (isSign || event.shiftKey === shift);
}

const OWN_KEYS =
  "input, textarea, select, [contenteditable='true'], [role='dialog'], [role='menu'], [role='slider'], [role='radiogroup']";

/** Whether the element that has the focus uses keys itself, so that the page must leave them alone. */
export function usesKeysItself(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(OWN_KEYS) !== null;
}
