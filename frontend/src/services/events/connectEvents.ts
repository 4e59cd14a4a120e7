import { io, type Socket } from "socket.io-client";

import { getMissedEvents } from "@/services/api/endpoints";
import type { Preview } from "@/services/api/types";
import { afterNextFrame } from "@/services/events/afterNextFrame";
import { EventSync } from "@/services/events/eventSync";
import { linkStateStore } from "@/services/events/linkStateStore";
import type { ClientToServerEvents, ServerEvent, ServerToClientEvents } from "@/services/events/types";
import { reportWatchedJobs } from "@/services/events/watchedJobs";

/** What the page does with what the server pushes. */
export interface EventHandlers {
  readonly apply: (event: ServerEvent) => void;
  readonly reload: () => void;
  readonly preview: (data: Preview, jpeg: ArrayBuffer) => void;
}

/** Connects to the server's events, and stays connected until the returned function is called. */
export function connectEvents({ apply, reload, preview }: EventHandlers): () => void {
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io({ reconnectionDelayMax: 3000 });
  const sync = new EventSync({ fetchMissed: getMissedEvents, apply, reload });
  const watched = reportWatchedJobs((watch) => {
    // Without a connection it would be kept and be said late, after what the next connection begins with.
    if (socket.connected) {
      socket.emit("watch", watch);
    }
  });

  socket.on("connect", () => {
    linkStateStore.set("connected");
    watched.begin();
  });
  socket.on("disconnect", () => {
    linkStateStore.set("lost");
  });
  socket.io.on("error", () => {
    linkStateStore.set("lost");
  });
  socket.on("hello", (hello) => void sync.hello(hello));
  socket.on("job_updated", (data) => void sync.receive({ name: "job_updated", data }));
  socket.on("job_item_updated", (data) => void sync.receive({ name: "job_item_updated", data }));
  socket.on("jobs_cleared", (data) => void sync.receive({ name: "jobs_cleared", data }));
  socket.on("queue_updated", (data) => void sync.receive({ name: "queue_updated", data }));
  socket.on("image_created", (data) => void sync.receive({ name: "image_created", data }));
  socket.on("image_updated", (data) => void sync.receive({ name: "image_updated", data }));
  socket.on("image_deleted", (data) => void sync.receive({ name: "image_deleted", data }));
  socket.on("images_changed", (data) => void sync.receive({ name: "images_changed", data }));
  socket.on("weights_progress", (data) => void sync.receive({ name: "weights_progress", data }));
  socket.on("generator_updated", (data) => void sync.receive({ name: "generator_updated", data }));
  socket.on("generator_removed", (data) => void sync.receive({ name: "generator_removed", data }));
  socket.on("upscaling_model_updated", (data) => void sync.receive({ name: "upscaling_model_updated", data }));
  socket.on("upscaling_model_removed", (data) => void sync.receive({ name: "upscaling_model_removed", data }));
  socket.on("preview", (data, jpeg, acknowledge) => {
    preview(data, jpeg);
    afterNextFrame(acknowledge);
  });

  return () => {
    watched.stop();
    socket.disconnect();
  };
}
