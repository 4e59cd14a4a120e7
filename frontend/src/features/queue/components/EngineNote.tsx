import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { healthQuery } from "@/services/api/queries";

/** Says that work waits for the engine, which starts or was started again; nothing while it is there. */
export function EngineNote() {
  const { t } = useTranslation("queue");
  const engine = useQuery(healthQuery).data?.engine;
  return (
    <Text size="sm" c="dimmed" role="status" display={engine?.state === "starting" ? "block" : "none"}>
      {engine?.state === "starting" && t("engineStarting")}
    </Text>
  );
}
