import { io, type Socket } from "socket.io-client";

import { getMissedEvents } from "@/services/api/endpoints";
import type { Preview } from "@/services/api/types";
import { EventSync } from "@/services/events/eventSync";
import { linkStateStore } from "@/services/events/linkStateStore";
import type { ServerEvent, ServerToClientEvents } from "@/services/events/types";

/** What the page does with what the server pushes. */
export interface EventHandlers {
  readonly apply: (event: ServerEvent) => void;
  readonly reload: () => void;
  readonly preview: (data: Preview, jpeg: ArrayBuffer) => void;
}

/** Connects to the server's events, and stays connected until the returned function is called. */
export function connectEvents({ apply, reload, preview }: EventHandlers): () => void {
  const socket: Socket<ServerToClientEvents> = io({ reconnectionDelayMax: 3000 });
  const sync = new EventSync({ fetchMissed: getMissedEvents, apply, reload });

  socket.on("connect", () => {
    linkStateStore.set("connected");
  });
  socket.on("disconnect", () => {
    linkStateStore.set("lost");
  });
  socket.io.on("error", () => {
    linkStateStore.set("lost");
  });
  socket.on("hello", (hello) => void sync.hello(hello));
  socket.on("job_updated", (data) => void sync.receive({ name: "job_updated", data }));
  socket.on("image_created", (data) => void sync.receive({ name: "image_created", data }));
  socket.on("image_updated", (data) => void sync.receive({ name: "image_updated", data }));
  socket.on("image_deleted", (data) => void sync.receive({ name: "image_deleted", data }));
  socket.on("weights_progress", (data) => void sync.receive({ name: "weights_progress", data }));
  socket.on("generator_updated", (data) => void sync.receive({ name: "generator_updated", data }));
  socket.on("generator_removed", (data) => void sync.receive({ name: "generator_removed", data }));
  socket.on("preview", preview);

  return () => {
    socket.disconnect();
  };
}
