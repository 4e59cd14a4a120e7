import { Box } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { Loaded } from "@/common/components/Loaded";
import { JobItemRow } from "@/features/queue/components/JobItemRow";
import classes from "@/features/queue/components/JobItems.module.css";
import { useShowImageById } from "@/features/queue/hooks/useShowImageById";
import { jobItemsQuery } from "@/services/api/queries";
import type { JobItemRecord, JobRecord } from "@/services/api/types";
import { jobTitle } from "@/services/texts/jobTexts";

/** Height of most rows, in CSS pixels; those with a reason are higher. */
const ROW_HEIGHT = 48;

/** What a job makes, image by image; of a long list only the rows in sight are in the page. */
export function JobItems({ job }: { job: JobRecord }) {
  const { t } = useTranslation("queue");
  const query = useInfiniteQuery(jobItemsQuery(job.id));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const loadMore = () => {
    if (hasNextPage && !isFetchingNextPage) {
      void fetchNextPage();
    }
  };
  return (
    <Loaded query={query} loading={t("itemsLoading")} failed={t("itemsFailed")}>
      {({ pages }) => <Rows job={job} items={pages.flatMap((page) => page.items)} onEndNear={loadMore} />}
    </Loaded>
  );
}

interface RowsProps {
  readonly job: JobRecord;
  readonly items: readonly JobItemRecord[];
  /** Called when the end of what is loaded comes into sight. */
  readonly onEndNear: () => void;
}

function Rows({ job, items, onEndNear }: RowsProps) {
  const { t } = useTranslation("queue");
  const scrollElement = useRef<HTMLDivElement>(null);
  const show = useShowImageById();
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scrollElement.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 5,
  });
  const rows = virtualizer.getVirtualItems();
  const endNear = (rows.at(-1)?.index ?? 0) >= items.length - 10;

  useEffect(() => {
    if (endNear) {
      onEndNear();
    }
  });

  return (
    <Box
      ref={scrollElement}
      // A list that can be scrolled must be reachable by keyboard, also where nothing in it is.
      tabIndex={0}
      role="group"
      aria-label={t("imagesOf", { title: jobTitle(job) })}
      className={classes.scroll}
    >
      <ul className={classes.all} style={{ height: virtualizer.getTotalSize() }}>
        {rows.map((row) => {
          const item = items[row.index];
          return (
            item && (
              <li
                key={item.index}
                ref={virtualizer.measureElement}
                data-index={row.index}
                className={classes.item}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                <JobItemRow job={job} item={item} onShow={show} />
              </li>
            )
          );
        })}
      </ul>
    </Box>
  );
}
