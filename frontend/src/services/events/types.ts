import type {
  GeneratorEvent,
  ImageEvent,
  ImagesChangedEvent,
  JobEvent,
  JobItemEvent,
  JobsClearedEvent,
  MissedEvent,
  Preview,
  QueueEvent,
  UpscalingModelEvent,
  Watch,
  WeightsEvent,
} from "@/services/api/types";

/** First message of each connection: which run of the server this is, and its last event so far. */
export interface Hello {
  readonly server_id: string;
  readonly sequence: number;
}

/** What the server pushes, by event name. */
export interface ServerToClientEvents {
  hello: (hello: Hello) => void;
  job_updated: (data: JobEvent) => void;
  job_item_updated: (data: JobItemEvent) => void;
  jobs_cleared: (data: JobsClearedEvent) => void;
  queue_updated: (data: QueueEvent) => void;
  image_created: (data: ImageEvent) => void;
  image_updated: (data: ImageEvent) => void;
  image_deleted: (data: ImageEvent) => void;
  images_changed: (data: ImagesChangedEvent) => void;
  weights_progress: (data: WeightsEvent) => void;
  generator_updated: (data: GeneratorEvent) => void;
  generator_removed: (data: GeneratorEvent) => void;
  upscaling_model_updated: (data: UpscalingModelEvent) => void;
  upscaling_model_removed: (data: UpscalingModelEvent) => void;
  /** The server sends the next preview when this one is acknowledged. */
  preview: (data: Preview, jpeg: ArrayBuffer, acknowledge: () => void) => void;
}

/** What the page tells the server, by event name. */
export interface ClientToServerEvents {
  watch: (watch: Watch) => void;
}

/** An event that changes records, live or caught up on. */
export type ServerEvent =
  | { readonly name: "job_updated"; readonly data: JobEvent }
  | { readonly name: "job_item_updated"; readonly data: JobItemEvent }
  | { readonly name: "jobs_cleared"; readonly data: JobsClearedEvent }
  | { readonly name: "queue_updated"; readonly data: QueueEvent }
  | { readonly name: "image_created" | "image_updated" | "image_deleted"; readonly data: ImageEvent }
  | { readonly name: "images_changed"; readonly data: ImagesChangedEvent }
  | { readonly name: "weights_progress"; readonly data: WeightsEvent }
  | { readonly name: "generator_updated" | "generator_removed"; readonly data: GeneratorEvent }
  | { readonly name: "upscaling_model_updated" | "upscaling_model_removed"; readonly data: UpscalingModelEvent };

/** A missed event with its name and data tied together, which the schema cannot express. */
export const toServerEvent = (missed: MissedEvent): ServerEvent => missed as ServerEvent;
