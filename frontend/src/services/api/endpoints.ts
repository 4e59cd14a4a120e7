import { request } from "@/services/api/client";
import type {
  Archive,
  ArchiveNames,
  CatchUp,
  ChangedImages,
  ClearedJobs,
  FaceList,
  GenerateRequest,
  GeneratorList,
  GeneratorRecord,
  Health,
  ImageIdList,
  ImagePage,
  ImageRecord,
  JobItemPage,
  JobPage,
  JobRecord,
  JobState,
  MoveRequest,
  PostprocessRequest,
  PublicSettings,
  QueueRecord,
  Recipe,
  RestorationAlgorithms,
  RestoreFacesStep,
  TuningRequest,
  UpscalingModel,
  UpscalingModels,
  WeightsList,
  WeightsRecord,
} from "@/services/api/types";

/** What a page of images is narrowed down to. */
export interface ImageFilter {
  /** How many images are left out before the page. */
  readonly offset?: number;
  readonly limit?: number;
  readonly origin_id?: string;
  /** Words that must all be found in what is known of the image. */
  readonly q?: string;
  readonly kind?: ImageRecord["kind"];
  readonly favourite?: true;
  /** A kind of step that was done to make it. */
  readonly recipe?: Recipe["steps"][number]["type"];
  /** Date-times with a time zone. */
  readonly made_after?: string;
  readonly made_before?: string;
  /** Whether of all versions of an image only the newest is given, in the place of the original. */
  readonly versions?: "all" | "newest";
}

/** What a page of jobs is narrowed down to. */
export interface JobFilter {
  readonly cursor?: string | null;
  readonly limit?: number;
  readonly state?: JobState;
}

export const listImages = (filter: ImageFilter, signal?: AbortSignal) =>
  request<ImagePage>("/images", { query: { ...filter }, signal });

/** Ids of all images that the pages would hold, in their order. */
export const listImageIds = (filter: Omit<ImageFilter, "offset" | "limit">, signal?: AbortSignal) =>
  request<ImageIdList>("/images/ids", { query: { ...filter }, signal });

export const getImage = (id: string, signal?: AbortSignal) => request<ImageRecord>(imagePath(id), { signal });

/** Makes images favourites, or such no more; the answer names those that changed. */
export const markImages = (ids: readonly string[], favourite: boolean) =>
  request<ChangedImages>("/images", { method: "PATCH", body: { ids, favourite } });

/** Moves the image to the trash. */
export const deleteImage = (id: string) => request<ImageRecord>(imagePath(id), { method: "DELETE" });

/** Moves images with all their versions to the trash; the answer names everything that was moved. */
export const deleteImages = (ids: readonly string[]) =>
  request<ChangedImages>("/images/delete", { method: "POST", body: { ids, all_versions: true } });

/** Takes images out of the trash; the answer names those that were there. */
export const undeleteImages = (ids: readonly string[]) =>
  request<ChangedImages>("/images/undelete", { method: "POST", body: { ids } });

/** Prepares a zip of images, whose files are called after the pattern. */
export const createArchive = (images: readonly string[], pattern: string) =>
  request<Archive>("/archives", { method: "POST", body: { images, pattern } });

/** What the files of images would be called in a zip. */
export const nameFiles = (images: readonly string[], pattern: string, signal?: AbortSignal) =>
  request<ArchiveNames>("/archives/names", { method: "POST", body: { images, pattern }, signal });

/** Address that saves the prepared zip. */
export const archiveUrl = (id: string) => `/api/archives/${encodeURIComponent(id)}/file`;

/** The faces in the image when they are known, otherwise the job that finds them. */
export const getFaces = (id: string, detector: RestoreFacesStep["detector"], signal?: AbortSignal) =>
  request<FaceList | JobRecord>(`${imagePath(id)}/faces`, { query: { detector }, signal });

export const listJobs = (filter: JobFilter, signal?: AbortSignal) =>
  request<JobPage>("/jobs", { query: { ...filter }, signal });

export const createPostprocessJob = (body: PostprocessRequest) => request<JobRecord>("/jobs", { method: "POST", body });

export const createGenerateJob = (body: GenerateRequest) => request<JobRecord>("/jobs", { method: "POST", body });

export const createTuningJob = (body: TuningRequest) => request<JobRecord>("/jobs", { method: "POST", body });

export const cancelJob = (id: string) => request<JobRecord>(`${jobPath(id)}/cancel`, { method: "POST" });

/** Stops the job until it is resumed. */
export const pauseJob = (id: string) => request<JobRecord>(`${jobPath(id)}/pause`, { method: "POST" });

/** Puts a paused job back into its place in the queue. */
export const resumeJob = (id: string) => request<JobRecord>(`${jobPath(id)}/resume`, { method: "POST" });

/** Moves a job that waits or is paused: to an end of the queue, or before another such job. */
export const moveJob = (id: string, place: MoveRequest) =>
  request<JobRecord>(`${jobPath(id)}/move`, { method: "POST", body: place });

/** Queues a new job that does the same once more. */
export const retryJob = (id: string) => request<JobRecord>(`${jobPath(id)}/retry`, { method: "POST" });

/** Takes all jobs that have ended off the list. */
export const clearJobs = () => request<ClearedJobs>("/jobs/clear", { method: "POST" });

/** At most `limit` of the images that the job makes, behind the one with the index `after`. */
export const listJobItems = (id: string, after: number, limit: number, signal?: AbortSignal) =>
  request<JobItemPage>(`${jobPath(id)}/items`, { query: { after, limit }, signal });

/** All open jobs as one. */
export const getQueue = (signal?: AbortSignal) => request<QueueRecord>("/queue", { signal });

/** Makes no image until the queue is resumed. */
export const pauseQueue = () => request<QueueRecord>("/queue/pause", { method: "POST" });

export const resumeQueue = () => request<QueueRecord>("/queue/resume", { method: "POST" });

export const getHealth = (signal?: AbortSignal) => request<Health>("/health", { signal });

export const getUpscalingModels = (signal?: AbortSignal) => request<UpscalingModels>("/upscaling/models", { signal });

/** Takes a custom upscaling model off the list, and its file with it. */
export const removeUpscalingModel = (name: string) =>
  request<UpscalingModel>(`/upscaling/models/${encodeURIComponent(name)}`, { method: "DELETE" });

export const getRestorationAlgorithms = (signal?: AbortSignal) =>
  request<RestorationAlgorithms>("/restoration/algorithms", { signal });

export const getWeights = (signal?: AbortSignal) => request<WeightsList>("/weights", { signal });

/** Queues the job that fetches the weights. */
export const downloadWeights = (name: string) =>
  request<JobRecord>(`${weightsPath(name)}/download`, { method: "POST" });

/** Compares the stored file with what was stored. */
export const verifyWeights = (name: string) =>
  request<WeightsRecord>(`${weightsPath(name)}/verify`, { method: "POST" });

/** Removes the stored file. */
export const removeWeights = (name: string) => request<WeightsRecord>(weightsPath(name), { method: "DELETE" });

/** Records that a person accepts the licence of the weights. */
export const acceptLicence = (name: string) =>
  request<WeightsRecord>(`${weightsPath(name)}/accept-licence`, { method: "POST" });

export const getGenerators = (signal?: AbortSignal) => request<GeneratorList>("/generators", { signal });

/** Adds the pipeline in a folder on the server's machine, or with an id on the Hugging Face hub, to the list. */
export const addGenerator = (source: string) =>
  request<GeneratorRecord>("/generators", { method: "POST", body: { source } });

/** Takes the generator off the list, and removes what was fetched for it. */
export const removeGenerator = (name: string) => request<GeneratorRecord>(generatorPath(name), { method: "DELETE" });

/** Queues the job that fetches the generator's files. */
export const downloadGenerator = (name: string) =>
  request<JobRecord>(`${generatorPath(name)}/download`, { method: "POST" });

export const getSettings = (signal?: AbortSignal) => request<PublicSettings>("/settings", { signal });

export const getMissedEvents = (after: number) => request<CatchUp>("/events", { query: { after } });

/** Address of the image's file as it is. */
export const fileUrl = (id: string) => `/api${imagePath(id)}/file`;

/** Address that saves the image's file under its name. */
export const downloadUrl = (id: string) => `/api${imagePath(id)}/file?download=1`;

/** Address of a WebP of at most 2560 pixels a side, for images whose record says `screen`. */
export const screenUrl = (id: string) => `/api${imagePath(id)}/screen`;

/** Address of the image as browsers can show it: its file, or the version for the screen. */
export const pictureUrl = ({ id, screen }: Pick<ImageRecord, "id" | "screen">) =>
  screen ? screenUrl(id) : fileUrl(id);

/** Address of the image's thumbnail, a WebP of at most 512 pixels a side. */
export const thumbnailUrl = (id: string) => `/api${imagePath(id)}/thumbnail`;

/** Address of a picture of a tuning grid: 0 is the plain original, then come the cells row by row. */
export const cellUrl = (jobId: string, index: number) => `/api${jobPath(jobId)}/cells/${index}`;

/** Address of a whole tuning grid as one picture. */
export const montageUrl = (jobId: string) => `/api${jobPath(jobId)}/montage`;

const generatorPath = (name: string) => `/generators/${encodeURIComponent(name)}`;

const weightsPath = (name: string) => `/weights/${encodeURIComponent(name)}`;

const jobPath = (id: string) => `/jobs/${encodeURIComponent(id)}`;

const imagePath = (id: string) => `/images/${encodeURIComponent(id)}`;
