import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";

import { addImage, bringBackImage, dropImage } from "@/features/library/libraryEvents";
import { galleryQuery } from "@/services/api/queries";
import type { ImagePage } from "@/services/api/types";
import { imageRecord, resultOf } from "@/testing/records";

const older = imageRecord("older", { age: 10 });
const added = imageRecord("added");

test("an image that is added while the gallery loads is not lost to an answer that is older", async () => {
  const queryClient = new QueryClient();
  const queryFn = vi
    .fn<() => Promise<ImagePage>>()
    .mockResolvedValueOnce({ items: [older], next: null, total: 1 })
    .mockResolvedValueOnce({ items: [added, older], next: null, total: 2 });
  const observer = new InfiniteQueryObserver(queryClient, { ...galleryQuery, queryFn });
  const stop = observer.subscribe(() => undefined);

  addImage(queryClient, added);

  await vi.waitFor(() => {
    expect(observer.getCurrentResult().data?.pages.flatMap(({ items }) => items)).toEqual([added, older]);
  });
  stop();
});

test.each([
  ["an image whose place is not known comes back", older, bringBackImage],
  ["a result comes whose origin is not on the pages", resultOf(older, "result"), addImage],
  ["an image goes whose other versions are not known", added, dropImage],
])("the gallery is asked for anew when %s", async (_, image, take) => {
  const queryClient = new QueryClient();
  const queryFn = vi
    .fn<() => Promise<ImagePage>>()
    .mockResolvedValueOnce({ items: [added], next: null, total: 1 })
    .mockResolvedValueOnce({ items: [added, image], next: null, total: 2 });
  const observer = new InfiniteQueryObserver(queryClient, { ...galleryQuery, queryFn });
  const stop = observer.subscribe(() => undefined);
  await vi.waitFor(() => {
    expect(observer.getCurrentResult().isSuccess).toBe(true);
  });

  take(queryClient, image);

  await vi.waitFor(() => {
    expect(observer.getCurrentResult().data?.pages[0]?.items).toEqual([added, image]);
  });
  stop();
});

test("an image that goes is at once gone from the gallery, also while its other versions are not known", () => {
  const queryClient = new QueryClient();
  const pages: ImagePage[] = [{ items: [added, older], next: null, total: 2 }];
  queryClient.setQueryData(galleryQuery.queryKey, { pages, pageParams: [null] });

  dropImage(queryClient, added);

  expect(queryClient.getQueryData(galleryQuery.queryKey)?.pages).toEqual([{ items: [older], next: null, total: 1 }]);
});
