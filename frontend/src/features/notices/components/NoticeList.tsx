import { Affix, Stack } from "@mantine/core";

import { useStore } from "@/common/store";
import { NoticeCard } from "@/features/notices/components/NoticeCard";
import { noticeStore } from "@/features/notices/noticeStore";
import { strings } from "@/features/notices/strings";

/** The notices of the moment, in a corner where they cover no control. */
export function NoticeList() {
  const notices = useStore(noticeStore);
  return (
    <Affix position={{ bottom: 16, left: 16 }} zIndex="var(--mantine-z-index-overlay)">
      <Stack component="section" aria-label={strings.region} gap="xs" w="min(22rem, calc(100vw - 2rem))">
        {notices.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} />
        ))}
      </Stack>
    </Affix>
  );
}
