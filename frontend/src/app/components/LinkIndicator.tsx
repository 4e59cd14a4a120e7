import { Tooltip } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";

import classes from "@/app/components/LinkIndicator.module.css";
import { strings } from "@/app/strings";
import { useStore } from "@/common/store";
import { linkStateStore } from "@/services/events/linkStateStore";

/** Says when the server's events do not come in; nothing while all is well. */
export function LinkIndicator() {
  const lost = useStore(linkStateStore) === "lost";
  return (
    <div role="status">
      {lost && (
        <Tooltip label={strings.reconnectingHelp} multiline maw={280}>
          <span className={classes.lost}>
            <IconPlugConnectedX size={16} aria-hidden />
            <span className={classes.words}>{strings.reconnecting}</span>
          </span>
        </Tooltip>
      )}
    </div>
  );
}
