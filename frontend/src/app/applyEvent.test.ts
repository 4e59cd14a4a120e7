import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test, vi } from "vitest";

import { applyEvent } from "@/app/applyEvent";
import { previewStore, putPreview } from "@/features/jobs/previewStore";
import { followedJobsStore } from "@/features/library/followedJobsStore";
import { galleryQuery } from "@/features/library/galleryQuery";
import { showImage } from "@/features/library/libraryEvents";
import { shownImageStore } from "@/features/library/shownImageStore";
import { noticeStore } from "@/features/notices/noticeStore";
import { imageQuery, jobsQuery, versionsQuery } from "@/services/api/queries";
import type { ImageRecord, JobRecord } from "@/services/api/types";
import { galleryList, imageRecord, jobRecord, resultOf } from "@/testing/records";

const original = imageRecord("a", { age: 10 });
const older = imageRecord("b", { age: 20 });
const result = resultOf(original, "r");
let queryClient: QueryClient;

const image = (name: "image_created" | "image_updated" | "image_deleted", record: ImageRecord) => {
  applyEvent(queryClient, { name, data: { ...record, sequence: 1 } });
};
const job = (record: JobRecord) => {
  applyEvent(queryClient, { name: "job_updated", data: { ...record, sequence: 1 } });
};
const galleryIds = () =>
  [...(queryClient.getQueryData(galleryQuery().queryKey)?.places.values() ?? [])].map(({ id }) => id);

beforeEach(() => {
  queryClient = new QueryClient();
  queryClient.setQueryData(galleryQuery().queryKey, galleryList([original, older]));
  queryClient.setQueryData(versionsQuery("a").queryKey, [original]);
  queryClient.setQueryData(versionsQuery("b").queryKey, [older]);
  queryClient.setQueryData(jobsQuery.queryKey, {});
  shownImageStore.set("a");
});

test("a result of the shown image takes its place in the viewer and in the gallery, and joins its versions", () => {
  image("image_created", result);
  expect(shownImageStore.get()).toBe("r");
  expect(galleryIds()).toEqual(["r", "b"]);
  expect(queryClient.getQueryData(versionsQuery("a").queryKey)?.map(({ id }) => id)).toEqual(["a", "r"]);
});

test("a result of another image leaves the viewer alone", () => {
  image("image_created", resultOf(older, "rb"));
  expect(shownImageStore.get()).toBe("a");
});

test("what a followed job generates is shown, until another image is chosen", () => {
  followedJobsStore.set(["g"]);
  image("image_created", imageRecord("first", { kind: "base", job_id: "g" }));
  expect(shownImageStore.get()).toBe("first");
  image("image_created", imageRecord("other", { kind: "base", job_id: "h" }));
  expect(shownImageStore.get()).toBe("first");
  showImage(queryClient, older);
  image("image_created", imageRecord("second", { kind: "base", job_id: "g" }));
  expect(shownImageStore.get()).toBe("b");
});

test("when the shown image goes to the trash, the next one is shown", () => {
  image("image_deleted", { ...original, deleted_at: "2026-01-02T00:00:00Z" });
  expect(shownImageStore.get()).toBe("b");
  expect(galleryIds()).toEqual(["b"]);
});

test("when the newest version goes to the trash, the next older one takes its place, and gives it back", () => {
  image("image_created", result);
  image("image_deleted", { ...result, deleted_at: "2026-01-02T00:00:00Z" });
  expect(shownImageStore.get()).toBe("a");
  expect(galleryIds()).toEqual(["a", "b"]);
  image("image_updated", result);
  expect(galleryIds()).toEqual(["r", "b"]);
  expect(queryClient.getQueryData(imageQuery("r").queryKey)?.deleted_at).toBeNull();
});

test("when an older version goes to the trash, the gallery stays and the viewer shows the newest", () => {
  image("image_created", result);
  shownImageStore.set("a");
  image("image_deleted", original);
  expect(galleryIds()).toEqual(["r", "b"]);
  expect(shownImageStore.get()).toBe("r");
});

test("when the last image goes to the trash, the viewer is empty", () => {
  image("image_deleted", older);
  image("image_deleted", original);
  expect(shownImageStore.get()).toBeNull();
});

test("a failure of work on another image becomes a notice with its reason", () => {
  const error = { type: "x", title: "No", status: 500, detail: "The engine stopped.", errors: [] };
  job(jobRecord("1", { state: "failed", images: ["a"], error }));
  expect(noticeStore.get()).toEqual([]);
  job(jobRecord("2", { state: "failed", images: ["b"], error }));
  expect(noticeStore.get()).toMatchObject([{ kind: "problem", message: { text: "The engine stopped." } }]);
});

test("a preview is shown until the result is there or the job has ended, and its memory is freed", () => {
  let made = 0;
  vi.spyOn(URL, "createObjectURL").mockImplementation(() => `blob:${++made}`);
  const revoked = vi.spyOn(URL, "revokeObjectURL");
  const preview = { sequence: 1, job_id: "1", index: 0, step: 1, steps: 4, width: 8, height: 8 };

  putPreview({ ...preview, image_id: "a" }, new ArrayBuffer(1));
  putPreview({ ...preview, image_id: "a" }, new ArrayBuffer(1));
  putPreview({ ...preview, image_id: "b" }, new ArrayBuffer(1));
  expect(previewStore.get()).toMatchObject({ a: { jobId: "1", url: "blob:2" }, b: { jobId: "1", url: "blob:3" } });

  image("image_created", result);
  expect(Object.keys(previewStore.get())).toEqual(["b"]);
  job(jobRecord("1", { state: "cancelled", images: ["a", "b"] }));
  expect(previewStore.get()).toEqual({});
  expect(revoked.mock.calls).toEqual([["blob:1"], ["blob:2"], ["blob:3"]]);
});

test("the preview of an image that is being generated is shown until the image is there", () => {
  const preview = { sequence: 1, job_id: "g", image_id: null, index: 2, step: 7, steps: 20, width: 8, height: 8 };
  putPreview(preview, new ArrayBuffer(1));
  expect(previewStore.get()).toMatchObject({ g: { jobId: "g", index: 2, step: 7, steps: 20 } });
  image("image_created", imageRecord("new", { kind: "base", job_id: "g" }));
  expect(previewStore.get()).toEqual({});
});
