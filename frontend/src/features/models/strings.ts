import type { ModelsTab } from "@/features/models/modelsPage";

export const strings = {
  title: "Models",
  open: "Models",
  close: "Close the models",
  tabs: { upscaling: "Upscaling", faces: "Faces", generators: "Generators" } satisfies Record<ModelsTab, string>,
  notOpened: "The models could not be loaded",
  notOpenedHelp: "Burnish was perhaps updated. Load the page again.",
  upscalingOff: "Upscaling is switched off on this server (--no-esrgan); these files are not used.",
  restorationOff: "Face restoration is switched off on this server (--no-restore); these files are not used.",
};
