import type { QueryClient } from "@tanstack/react-query";

import { jobItemsQuery, overrideAnswerUnderWay } from "@/services/api/queries";
import type { JobItemPage, JobItemRecord } from "@/services/api/types";

/** Takes what became of one image of a job into what is loaded of that job. */
export function putJobItem(queryClient: QueryClient, item: JobItemRecord): void {
  const { queryKey } = jobItemsQuery(item.job_id);
  queryClient.setQueryData(queryKey, (loaded) => loaded && { ...loaded, pages: withItem(loaded.pages, item) });
  overrideAnswerUnderWay(queryClient, queryKey);
}

function withItem(pages: readonly JobItemPage[], item: JobItemRecord): JobItemPage[] {
  const isMeant = ({ index }: JobItemRecord) => index === item.index;
  return pages.map((page) =>
    page.items.some(isMeant) ? { ...page, items: page.items.map((other) => (isMeant(other) ? item : other)) } : page,
  );
}
