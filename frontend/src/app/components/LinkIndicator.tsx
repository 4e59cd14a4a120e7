import { Tooltip } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import classes from "@/app/components/LinkIndicator.module.css";
import { useStore } from "@/common/store";
import { linkStateStore } from "@/services/events/linkStateStore";

/** Says when the server's events do not come in; nothing while all is well. */
export function LinkIndicator() {
  const { t } = useTranslation("app");
  const lost = useStore(linkStateStore) === "lost";
  return (
    <div role="status">
      {lost && (
        <Tooltip label={t("reconnectingHelp")} multiline maw={280}>
          <span className={classes.lost}>
            <IconPlugConnectedX size={16} aria-hidden />
            <span className={classes.words}>{t("reconnecting")}</span>
          </span>
        </Tooltip>
      )}
    </div>
  );
}
