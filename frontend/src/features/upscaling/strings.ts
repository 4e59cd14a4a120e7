import type { UpscaleStep, UpscalingModel } from "@/services/api/types";

export const strings = {
  panelTitle: "Upscaling",
  open: "Upscale",
  openForSelection: "Upscale…",
  forAll: "The settings hold for all of them.",
  dialogTitle: "Upscale",
  closeDialog: "Close without upscaling",
  start: "Upscale",
  notStarted: "The upscaling was not started",
  disabled: "Upscaling is switched off on this server (--no-esrgan).",
  modelsUnknown: "It is not known yet what this server can do.",
  source: "Now",
  target: "Then",
  size: (pixels: string, megapixels: string) => `${pixels} pixels, ${megapixels} MP`,
  time: "Time",
  timeEstimate: (duration: string) => `about ${duration}`,
  timeUnknown: "known after the first upscaling on this machine",
  modelNotReady: "The network is not on this machine yet; it is fetched first.",
  models: "Models…",
  catalogueGroup: "Burnish’s",
  customGroup: "Your models",
  architecture: (architecture: string, scale: number) => `Network: ${architecture}, ${scale}x.`,
  scales: { 2: "2x", 4: "4x" } satisfies Record<UpscaleStep["scale"], string>,
  weightsMissing:
    "Fixed at 1: the network's weakly denoising twin, which is blended in for anything lower, is not on this machine.",
  denoisingUnsupported: {
    catalogue: "This model always denoises fully; its strength cannot be set.",
    custom: "This model denoises as it was trained to; its strength cannot be set.",
  } satisfies Record<UpscalingModel["kind"], string>,
};
