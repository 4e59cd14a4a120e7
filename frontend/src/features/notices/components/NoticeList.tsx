import { useStore } from "@/common/store";
import { NoticeCard } from "@/features/notices/components/NoticeCard";
import classes from "@/features/notices/components/NoticeList.module.css";
import { noticeStore } from "@/features/notices/noticeStore";
import { strings } from "@/features/notices/strings";

/** The notices of the moment, in a corner where they cover no control that is needed often. */
export function NoticeList() {
  const notices = useStore(noticeStore);
  return (
    <section className={classes.list} aria-label={strings.region}>
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  );
}
