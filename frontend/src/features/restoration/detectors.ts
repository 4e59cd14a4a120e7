import type { RestoreFacesStep } from "@/services/api/types";

/** What the networks that find faces are called, in every language. */
export const DETECTORS = {
  resnet50: "RetinaFace ResNet50",
  "mobilenet0.25": "RetinaFace mobilenet0.25",
  mtcnn: "MTCNN",
} satisfies Record<RestoreFacesStep["detector"], string>;
