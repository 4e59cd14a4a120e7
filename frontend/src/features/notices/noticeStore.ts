import { createStore } from "@/common/store";
import type { Reason } from "@/services/texts/problemTexts";

/** A short message that does not stop anybody. */
export interface Notice {
  readonly id: number;
  readonly kind: "done" | "problem";
  readonly title: string;
  readonly message: string | Reason;
  /** What can be done about it right there. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Notices in the order in which they came. */
export const noticeStore = createStore<readonly Notice[]>([]);

/** The most notices shown at a time; older ones make room. */
const MOST_NOTICES = 4;

/** Shows a notice, and gives it back as what it can be taken away by. */
export function notify(notice: Omit<Notice, "id">): Notice {
  const shown = { ...notice, id: (noticeStore.get().at(-1)?.id ?? 0) + 1 };
  noticeStore.update((notices) => [...notices.slice(1 - MOST_NOTICES), shown]);
  return shown;
}

/** Takes a notice away, if it is still shown. */
export function dismiss(notice: Notice): void {
  noticeStore.update((notices) => notices.filter((other) => other !== notice));
}
