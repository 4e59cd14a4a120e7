import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { applyEvent } from "@/app/applyEvent";
import { putPreview } from "@/features/jobs/previewStore";
import { reloadEverything } from "@/features/library/libraryEvents";
import { connectEvents } from "@/services/events/connectEvents";

/** Keeps what is loaded up to date with the server for as long as the component lives. */
export function useServerEvents(): void {
  const queryClient = useQueryClient();
  useEffect(
    () =>
      connectEvents({
        apply: (event) => {
          applyEvent(queryClient, event);
        },
        reload: () => {
          reloadEverything(queryClient);
        },
        preview: putPreview,
      }),
    [queryClient],
  );
}
