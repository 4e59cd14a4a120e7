import api from "@/locales/en/api.json";
import app from "@/locales/en/app.json";
import archives from "@/locales/en/archives.json";
import batches from "@/locales/en/batches.json";
import common from "@/locales/en/common.json";
import customModels from "@/locales/en/customModels.json";
import facts from "@/locales/en/facts.json";
import gallery from "@/locales/en/gallery.json";
import generation from "@/locales/en/generation.json";
import generators from "@/locales/en/generators.json";
import jobs from "@/locales/en/jobs.json";
import library from "@/locales/en/library.json";
import keys from "@/locales/en/keys.json";
import models from "@/locales/en/models.json";
import notices from "@/locales/en/notices.json";
import postprocessing from "@/locales/en/postprocessing.json";
import queue from "@/locales/en/queue.json";
import recipes from "@/locales/en/recipes.json";
import restoration from "@/locales/en/restoration.json";
import tuning from "@/locales/en/tuning.json";
import upload from "@/locales/en/upload.json";
import upscaling from "@/locales/en/upscaling.json";
import viewer from "@/locales/en/viewer.json";
import weights from "@/locales/en/weights.json";

/** The English texts by namespace: one for each folder that shows any. The keys of all other languages are theirs. */
export const english = {
  api,
  app,
  archives,
  batches,
  common,
  customModels,
  facts,
  gallery,
  generation,
  generators,
  jobs,
  keys,
  library,
  models,
  notices,
  postprocessing,
  queue,
  recipes,
  restoration,
  tuning,
  upload,
  upscaling,
  viewer,
  weights,
};
