import { translator } from "@/i18n/i18n";
import type { JobItemRecord, JobRecord } from "@/services/api/types";

/** What a person knows an item by; the first items of a generation are made, and those after them finished. */
export function itemName({ generation }: JobRecord, { index, name, seed }: JobItemRecord): string {
  const t = translator("queue");
  if (name !== null) {
    return name;
  }
  if (seed !== null) {
    return t("seededImage", { number: index + 1, seed });
  }
  const count = generation?.count ?? 0;
  return index >= count && count > 0
    ? t("finishedImage", { number: index - count + 1 })
    : t("image", { number: index + 1 });
}
