import { infiniteQueryOptions, queryOptions, type QueryClient, type QueryKey } from "@tanstack/react-query";

import {
  getFaces,
  getGenerators,
  getHealth,
  getImage,
  getQueue,
  getRestorationAlgorithms,
  getSettings,
  getUpscalingModels,
  getWeights,
  listImages,
  listJobItems,
  listJobs,
} from "@/services/api/endpoints";
import type { FaceList, JobPage, JobRecord, JobState, RestoreFacesStep } from "@/services/api/types";

/** One image's record. */
export const imageQuery = (id: string) =>
  queryOptions({ queryKey: ["images", "record", id], queryFn: ({ signal }) => getImage(id, signal) });

/** All versions of an image, the original first. */
export const versionsQuery = (originId: string) =>
  queryOptions({
    queryKey: ["images", "versions", originId],
    queryFn: async ({ signal }) => (await listImages({ origin_id: originId, limit: 200 }, signal)).items.toReversed(),
  });

/** Whether the server answered with faces, and not with the job that finds them. */
export const isFaceList = (answer: FaceList | JobRecord): answer is FaceList => "items" in answer;

/**
 * The faces that a detector finds in an image, or the job that finds them. Faces never change, so that they are kept for
 * good; a job's answer, and the faces that another detector found in place of the one asked for, are asked for anew.
 */
export const facesQuery = (imageId: string, detector: RestoreFacesStep["detector"]) =>
  queryOptions({
    queryKey: ["images", "faces", imageId, detector],
    queryFn: ({ signal }) => getFaces(imageId, detector, signal),
    staleTime: ({ state }) => (state.data && isFaceList(state.data) && state.data.detector === detector ? Infinity : 0),
    gcTime: Infinity,
    // Asking anew queues a failed search again, which is for a person to decide.
    refetchOnWindowFocus: false,
  });

/** Jobs by id. */
export type JobsById = Readonly<Record<string, JobRecord>>;

/** How many jobs that have ended are loaded, besides all that have not. */
const ENDED_JOBS = 50;

/** Every job that waits, runs or is paused, and the latest ones that ended. */
export const jobsQuery = queryOptions({
  queryKey: ["jobs"],
  queryFn: async ({ signal }): Promise<JobsById> => {
    const lists = await Promise.all([
      listJobs({ limit: ENDED_JOBS }, signal).then((page) => page.items),
      ...(["queued", "running", "paused"] as const).map((state) => listAllJobs(state, signal)),
    ]);
    return Object.fromEntries(lists.flat().map((job) => [job.id, job]));
  },
});

async function listAllJobs(state: JobState, signal: AbortSignal): Promise<JobRecord[]> {
  const jobs: JobRecord[] = [];
  let cursor: string | null = null;
  do {
    const page: JobPage = await listJobs({ cursor, limit: 200, state }, signal);
    jobs.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return jobs;
}

/** All open jobs as one. */
export const queueQuery = queryOptions({ queryKey: ["queue"], queryFn: ({ signal }) => getQueue(signal) });

/** How many of a job's images a page of them holds. */
const ITEMS_PAGE_SIZE = 500;

/** What a job makes, image by image, page by page. */
export const jobItemsQuery = (jobId: string) =>
  infiniteQueryOptions({
    queryKey: ["jobs", jobId, "items"],
    queryFn: ({ pageParam, signal }) => listJobItems(jobId, pageParam, ITEMS_PAGE_SIZE, signal),
    initialPageParam: -1,
    getNextPageParam: (page) => page.next,
  });

/** How often the server is asked how its engine is, which no event tells. */
const HEALTH_MS = 4000;

export const healthQuery = queryOptions({
  queryKey: ["health"],
  queryFn: ({ signal }) => getHealth(signal),
  staleTime: 0,
  refetchInterval: HEALTH_MS,
});

/** How often the models are asked for while the engine, which has just started, still measures how fast they are. */
const MEASURING_MS = 3000;

/** The upscaling models; their speeds change with every image that is upscaled. */
export const upscalingModelsQuery = queryOptions({
  queryKey: ["upscaling", "models"],
  queryFn: ({ signal }) => getUpscalingModels(signal),
  staleTime: 0,
  refetchInterval: ({ state }) =>
    state.data?.items.some((model) => model.ready && model.seconds_per_megapixel === null) ? MEASURING_MS : false,
});

/** The ways to restore faces; their speeds change with every image whose faces are restored. */
export const restorationAlgorithmsQuery = queryOptions({
  queryKey: ["restoration", "algorithms"],
  queryFn: ({ signal }) => getRestorationAlgorithms(signal),
  staleTime: 0,
});

/** The generators, and which of them is used where none is asked for. */
export const generatorsQuery = queryOptions({
  queryKey: ["generators"],
  queryFn: ({ signal }) => getGenerators(signal),
});

export const weightsQuery = queryOptions({ queryKey: ["weights"], queryFn: ({ signal }) => getWeights(signal) });

export const settingsQuery = queryOptions({ queryKey: ["settings"], queryFn: ({ signal }) => getSettings(signal) });

/** To be called after what is loaded was changed: asks anew if an answer is under way, which may be older than that. */
export function overrideAnswerUnderWay(queryClient: QueryClient, queryKey: QueryKey): void {
  if (queryClient.getQueryState(queryKey)?.fetchStatus === "fetching") {
    askAnew(queryClient, queryKey);
  }
}

/** Asks the server for what is loaded already, or is being loaded. */
export function askAnew(queryClient: QueryClient, queryKey: QueryKey): void {
  // Cancelled first, because a first answer is otherwise waited for and taken.
  void queryClient
    .cancelQueries({ queryKey, exact: true })
    .then(() => queryClient.invalidateQueries({ queryKey, exact: true }));
}
