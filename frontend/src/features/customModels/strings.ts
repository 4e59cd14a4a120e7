export const strings = {
  title: "Your models",
  intro:
    "Upscaling models that others trained and you brought, as .safetensors or .pth files. The upscale dialog offers " +
    "them beside Burnish’s own. What a model’s licence allows is between you and its author.",
  loading: "Loading your models",
  failed: "Your models could not be loaded.",
  none: "There are none yet.",
  drop: "Drop model files here, or",
  choose: "Choose model files",
  uploads: "Models being added",

  waiting: "Waiting for the one before",
  sending: (percent: string) => `Uploading: ${percent}`,
  reading: "Reading the model…",
  progressOf: (name: string) => `Progress of ${name}`,
  added: (title: string, facts: string) => `${title} is among your models: ${facts}.`,
  cancelOf: (name: string) => `Cancel ${name}`,
  close: (name: string) => `Close the message about ${name}`,
  again: "Try again",
  againOf: (name: string) => `Try again with ${name}`,

  notAModel: "This is not a file with a model that Burnish reads. It takes .safetensors and .pth.",
  empty: "The file is empty.",

  facts: (architecture: string, scale: number) => `${architecture}, ${scale}x`,
  remove: "Remove",
  removeOf: (title: string) => `Remove ${title}`,
  removeQuestion: (size: string) =>
    `Its file (${size}) is deleted. What was made with it stays; to use it again you have to add it again.`,
  removeAnyway: "Remove it",
  notRemoved: "The model was not removed",
};
