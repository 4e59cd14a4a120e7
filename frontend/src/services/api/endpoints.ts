import { request } from "@/services/api/client";
import type {
  CatchUp,
  ImagePage,
  ImageRecord,
  JobPage,
  JobRecord,
  JobState,
  PostprocessRequest,
  PublicSettings,
  UpscalingModels,
  WeightsList,
} from "@/services/api/types";

/** What a page of images is narrowed down to. */
export interface ImageFilter {
  readonly cursor?: string | null;
  readonly limit?: number;
  readonly origin_id?: string;
}

/** What a page of jobs is narrowed down to. */
export interface JobFilter {
  readonly limit?: number;
  readonly state?: JobState;
}

export const listImages = (filter: ImageFilter, signal?: AbortSignal) =>
  request<ImagePage>("/images", { query: { ...filter }, signal });

export const getImage = (id: string, signal?: AbortSignal) => request<ImageRecord>(imagePath(id), { signal });

/** Moves the image to the trash. */
export const deleteImage = (id: string) => request<ImageRecord>(imagePath(id), { method: "DELETE" });

export const undeleteImage = (id: string) => request<ImageRecord>(`${imagePath(id)}/undelete`, { method: "POST" });

export const listJobs = (filter: JobFilter, signal?: AbortSignal) =>
  request<JobPage>("/jobs", { query: { ...filter }, signal });

export const createPostprocessJob = (body: PostprocessRequest) => request<JobRecord>("/jobs", { method: "POST", body });

export const cancelJob = (id: string) =>
  request<JobRecord>(`/jobs/${encodeURIComponent(id)}/cancel`, { method: "POST" });

/** Queues a new job that does the same once more. */
export const retryJob = (id: string) => request<JobRecord>(`/jobs/${encodeURIComponent(id)}/retry`, { method: "POST" });

export const getUpscalingModels = (signal?: AbortSignal) => request<UpscalingModels>("/upscaling/models", { signal });

export const getWeights = (signal?: AbortSignal) => request<WeightsList>("/weights", { signal });

export const downloadWeights = (name: string) =>
  request<JobRecord>(`/weights/${encodeURIComponent(name)}/download`, { method: "POST" });

export const getSettings = (signal?: AbortSignal) => request<PublicSettings>("/settings", { signal });

export const getMissedEvents = (after: number) => request<CatchUp>("/events", { query: { after } });

/** Address of the image's file as it is. */
export const fileUrl = (id: string) => `/api${imagePath(id)}/file`;

/** Address that saves the image's file under its name. */
export const downloadUrl = (id: string) => `/api${imagePath(id)}/file?download=1`;

/** Address of a WebP of at most 2560 pixels a side, for images whose record says `screen`. */
export const screenUrl = (id: string) => `/api${imagePath(id)}/screen`;

/** Address of the image's thumbnail, a WebP of at most 512 pixels a side. */
export const thumbnailUrl = (id: string) => `/api${imagePath(id)}/thumbnail`;

const imagePath = (id: string) => `/images/${encodeURIComponent(id)}`;
