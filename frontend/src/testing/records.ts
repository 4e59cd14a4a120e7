import { WHOLE_LIBRARY } from "@/features/library/galleryFilter";
import type { GalleryList } from "@/features/library/galleryList";
import type {
  FaceList,
  FoundFace,
  GeneratorRecord,
  ImageGeneration,
  ImageRecord,
  JobItemRecord,
  JobRecord,
  QueueRecord,
  Recipe,
  RestorationAlgorithm,
  UpscalingModel,
  WeightsRecord,
} from "@/services/api/types";

/** A recipe that upscales 4x with the defaults. */
export const RECIPE: Recipe = {
  steps: [
    { type: "upscale", model: "realesr-general-x4v3", scale: 4, denoising_strength: 0.75, upscale_strength: 0.75 },
  ],
};

/** An upload with the given differences; `age` seconds older than the newest one can be. */
export function imageRecord(
  id: string,
  { age = 0, ...fields }: Partial<ImageRecord> & { age?: number } = {},
): ImageRecord {
  return {
    id,
    kind: "upload",
    name: `${id}.jpg`,
    source_id: null,
    origin_id: id,
    job_id: null,
    width: 800,
    height: 600,
    format: "jpeg",
    bits: 8,
    channels: 3,
    bytes: 250_000,
    screen: false,
    recipe: null,
    notes: [],
    faces: [],
    generation: null,
    favourite: false,
    created_at: new Date(Date.UTC(2026, 0, 1) - age * 1000).toISOString(),
    deleted_at: null,
    ...fields,
  };
}

/** A gallery of these images alone, all loaded. */
export function galleryList(images: readonly ImageRecord[]): GalleryList {
  return { filter: WHOLE_LIBRARY, total: images.length, places: new Map(images.entries()), askedAt: 0 };
}

/** A 4x result of `source`. */
export function resultOf(source: ImageRecord, id: string, fields: Partial<ImageRecord> = {}): ImageRecord {
  return imageRecord(id, {
    kind: "result",
    source_id: source.id,
    origin_id: source.origin_id,
    width: source.width * 4,
    height: source.height * 4,
    recipe: RECIPE,
    ...fields,
  });
}

/** A running job with the given differences. */
export function jobRecord(id: string, fields: Partial<JobRecord> = {}): JobRecord {
  return {
    id,
    kind: "postprocess",
    state: "running",
    title: "Upscale 4x: aunt.jpg",
    subject: "aunt.jpg",
    progress: 0.4,
    remaining_seconds: 120,
    rank: 1,
    current: null,
    stage: "Upscaling",
    error: null,
    images: ["a"],
    results: [],
    recipe: RECIPE,
    output: { format: "png", quality: 92 },
    generation: null,
    tuning: null,
    generator: null,
    weights: null,
    detector: null,
    created_at: "2026-01-01T00:00:00Z",
    started_at: "2026-01-01T00:00:01Z",
    finished_at: null,
    ...fields,
  };
}

/** A running job that makes four images of 512 x 768 pixels, with the given differences. */
export function generateJob(id: string, fields: Partial<JobRecord> = {}): JobRecord {
  const size = { width: 512, height: 768 };
  const generation = { prompt: "a red fox", count: 4, seed: 7, ...size, generator: "painter", steps: 20 };
  return jobRecord(id, {
    kind: "generate",
    title: "a red fox",
    stage: "Generating 2 of 4",
    images: [],
    recipe: null,
    generation: { negative_prompt: "", guidance: 7.5, sampler: null, ...generation },
    ...fields,
  });
}

/** The image of a job with that index, which waits, with the given differences. */
export function jobItem(jobId: string, index: number, fields: Partial<JobItemRecord> = {}): JobItemRecord {
  return {
    job_id: jobId,
    index,
    image_id: `i${index}`,
    name: `i${index}.jpg`,
    seed: null,
    state: "queued",
    error: null,
    result_id: null,
    ...fields,
  };
}

/** A queue in which one job runs, with the given differences. */
export function queueRecord(fields: Partial<QueueRecord> = {}): QueueRecord {
  return {
    paused: false,
    progress: 0.4,
    remaining_seconds: 120,
    running_jobs: 1,
    queued_jobs: 0,
    paused_jobs: 0,
    ...fields,
  };
}

/** The general model with the given differences. */
export function upscalingModel(fields: Partial<UpscalingModel> = {}): UpscalingModel {
  return {
    name: "realesr-general-x4v3",
    title: "General",
    description: "Quick.",
    kind: "catalogue",
    architecture: "SRVGGNetCompact",
    network_scale: 4,
    scales: [2, 4],
    bytes: 4_885_111,
    file_name: "realesr-general-x4v3.pth",
    ready: true,
    denoising: "adjustable",
    denoising_weights: "realesr-general-wdn-x4v3",
    seconds_per_megapixel: 250,
    ...fields,
  };
}

/** The general model's weights file, ready, with the given differences. */
export function weightsRecord(fields: Partial<WeightsRecord> = {}): WeightsRecord {
  return {
    name: "realesr-general-x4v3",
    file_name: "realesr-general-x4v3.pth",
    group: "upscaling",
    purpose: "Upscales photos quickly.",
    bytes: 4_885_111,
    licence: "BSD-3-Clause",
    licence_url: "https://example.org/licence",
    licence_summary: "Every use is allowed.",
    needs_acceptance: false,
    state: "ready",
    progress: 1,
    stored_bytes: 4_861_264,
    source: "https://example.org/files/realesr-general-x4v3.pth",
    address: "https://example.org/files/realesr-general-x4v3.pth",
    ...fields,
  };
}

/** A face of 40 x 60 pixels at that place, whose landmarks do not matter, with the given differences. */
export function foundFace(left: number, top: number, fields: Partial<FoundFace> = {}): FoundFace {
  return {
    box: { left, top, right: left + 40, bottom: top + 60 },
    landmarks: [
      [left + 10, top + 20],
      [left + 30, top + 20],
      [left + 20, top + 35],
      [left + 12, top + 45],
      [left + 28, top + 45],
    ],
    confidence: 0.99,
    ...fields,
  };
}

/** The faces that ResNet50 found in the image. */
export function faceList(imageId: string, items: readonly FoundFace[]): FaceList {
  return { image_id: imageId, detector: "resnet50", items: [...items] };
}

/** GFPGAN with the given differences. */
export function restorationAlgorithm(fields: Partial<RestorationAlgorithm> = {}): RestorationAlgorithm {
  return {
    name: "gfpgan",
    title: "GFPGAN",
    description: "Stays close to the person.",
    weights: "GFPGANv1.4",
    ready: true,
    licence: "Apache-2.0",
    licence_url: "https://example.org/licence",
    licence_summary: "Use it for anything.",
    needs_acceptance: false,
    seconds_per_face: 3,
    ...fields,
  };
}

/** The built-in generator with the given differences. */
export function generatorRecord(fields: Partial<GeneratorRecord> = {}): GeneratorRecord {
  return {
    name: "painter",
    title: "Painter",
    description: "Paints without a download.",
    kind: "built_in",
    source: null,
    state: "ready",
    progress: 1,
    bytes: null,
    licence: null,
    licence_url: null,
    licence_summary: null,
    removable: false,
    recommended: { width: 512, height: 512, steps: 20, guidance: 0 },
    size_multiple: 8,
    samplers: [],
    ignores: ["negative_prompt", "guidance"],
    ...fields,
  };
}

/** What made an image of the painter's, with the given differences. */
export function imageGeneration(fields: Partial<ImageGeneration> = {}): ImageGeneration {
  return {
    prompt: "a red fox",
    negative_prompt: "",
    width: 512,
    height: 768,
    steps: 20,
    guidance: 7.5,
    sampler: null,
    seed: 7,
    generator: "painter",
    model: "Burnish Painter",
    ...fields,
  };
}
