import { formatBytes } from "@/common/format";
import { strings } from "@/features/generators/strings";
import type { GeneratorRecord } from "@/services/api/types";

/** Whether the generator can be used now, in words; nothing while it is fetched, which its progress tells of. */
export function stateText({ state, bytes }: GeneratorRecord): string | null {
  switch (state) {
    case "ready":
      return strings.ready;
    case "missing":
      return bytes === null ? strings.missing : strings.missingBytes(formatBytes(bytes));
    case "downloading":
      return null;
  }
}
