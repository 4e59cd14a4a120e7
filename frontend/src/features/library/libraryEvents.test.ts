import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";

import { addImage } from "@/features/library/libraryEvents";
import { galleryQuery } from "@/services/api/queries";
import type { ImagePage } from "@/services/api/types";
import { imageRecord } from "@/testing/records";

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
