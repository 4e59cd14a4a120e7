import api from "@/locales/en/api.json";
import app from "@/locales/en/app.json";
import common from "@/locales/en/common.json";
import customModels from "@/locales/en/customModels.json";
import generation from "@/locales/en/generation.json";
import generators from "@/locales/en/generators.json";
import jobs from "@/locales/en/jobs.json";
import models from "@/locales/en/models.json";
import notices from "@/locales/en/notices.json";
import keys from "@/locales/en/keys.json";
import queue from "@/locales/en/queue.json";
import restoration from "@/locales/en/restoration.json";
import upscaling from "@/locales/en/upscaling.json";
import viewer from "@/locales/en/viewer.json";
import weights from "@/locales/en/weights.json";

/** The English texts by namespace: one for each folder that shows any. The keys of all other languages are theirs. */
export const english = {
  api,
  app,
  common,
  customModels,
  generation,
  generators,
  jobs,
  models,
  notices,
  queue,
  restoration,
  upscaling,
  viewer,
  weights,
};
