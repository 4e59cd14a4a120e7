import { strings } from "@/features/queue/strings";
import type { JobItemRecord, JobRecord } from "@/services/api/types";

/** What a person knows an item by; the first items of a generation are made, and those after them finished. */
export function itemName({ generation }: JobRecord, { index, name, seed }: JobItemRecord): string {
  if (name !== null) {
    return name;
  }
  if (seed !== null) {
    return strings.seededImage(index + 1, seed);
  }
  const count = generation?.count ?? 0;
  return index >= count && count > 0 ? strings.finishedImage(index - count + 1) : strings.image(index + 1);
}
