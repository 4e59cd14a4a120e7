import { formatBytes } from "@/common/format";
import { translator } from "@/i18n/i18n";
import type { GeneratorRecord } from "@/services/api/types";

/** Whether the generator can be used now, in words; nothing while it is fetched, which its progress tells of. */
export function stateText({ state, bytes }: GeneratorRecord): string | null {
  const t = translator("generators");
  switch (state) {
    case "ready":
      return t("ready");
    case "missing":
      return bytes === null ? t("missing") : t("missingBytes", { size: formatBytes(bytes) });
    case "downloading":
      return null;
  }
}
