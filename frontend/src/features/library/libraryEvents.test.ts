import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";

import type { GalleryList } from "@/features/library/galleryList";
import { galleryQuery } from "@/features/library/galleryQuery";
import { addImage, dropImage, updateImage } from "@/features/library/libraryEvents";
import { galleryList, imageRecord, resultOf } from "@/testing/records";

const older = imageRecord("older", { age: 10 });
const added = imageRecord("added");
const imagesOf = (list: GalleryList | undefined) => [...(list?.places.values() ?? [])];

test("an image that is added while the gallery loads is not lost to an answer that is older", async () => {
  const queryClient = new QueryClient();
  const queryFn = vi
    .fn<() => Promise<GalleryList>>()
    .mockResolvedValueOnce(galleryList([older]))
    .mockResolvedValueOnce(galleryList([added, older]));
  const observer = new QueryObserver(queryClient, { ...galleryQuery(), queryFn });
  const stop = observer.subscribe(() => undefined);

  addImage(queryClient, added);

  await vi.waitFor(() => {
    expect(imagesOf(observer.getCurrentResult().data)).toEqual([added, older]);
  });
  stop();
});

test.each([
  ["an image whose place is not known comes back", older, updateImage],
  ["a result comes whose origin is not loaded", resultOf(older, "result"), addImage],
  ["an image goes whose other versions are not known", added, dropImage],
])("the gallery is asked for anew when %s", async (_, image, take) => {
  const queryClient = new QueryClient();
  const queryFn = vi
    .fn<() => Promise<GalleryList>>()
    .mockResolvedValueOnce(galleryList([added]))
    .mockResolvedValueOnce(galleryList([added, image]));
  const observer = new QueryObserver(queryClient, { ...galleryQuery(), queryFn });
  const stop = observer.subscribe(() => undefined);
  await vi.waitFor(() => {
    expect(observer.getCurrentResult().isSuccess).toBe(true);
  });

  take(queryClient, image);

  await vi.waitFor(() => {
    expect(imagesOf(observer.getCurrentResult().data)).toEqual([added, image]);
  });
  stop();
});

test("an image that goes is at once gone from the gallery, also while its other versions are not known", () => {
  const queryClient = new QueryClient();
  queryClient.setQueryData(galleryQuery().queryKey, galleryList([added, older]));

  dropImage(queryClient, added);

  expect(queryClient.getQueryData(galleryQuery().queryKey)).toMatchObject({ total: 1, places: new Map([[0, older]]) });
});

test("a gallery that is narrowed down takes what is certain, and is outdated by what may be in it", async () => {
  const queryClient = new QueryClient();
  const { queryKey } = galleryQuery({ favourite: true });
  queryClient.setQueryData(queryKey, galleryList([older]));
  const isOutdated = () => queryClient.getQueryState(queryKey)?.isInvalidated;

  addImage(queryClient, added);
  expect(imagesOf(queryClient.getQueryData(queryKey))).toEqual([older]);
  await vi.waitFor(() => {
    expect(isOutdated()).toBe(true);
  });

  dropImage(queryClient, older);
  expect(imagesOf(queryClient.getQueryData(queryKey))).toEqual([]);
});
