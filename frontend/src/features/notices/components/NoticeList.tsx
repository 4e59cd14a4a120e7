import { useTranslation } from "react-i18next";

import { useStore } from "@/common/store";
import { NoticeCard } from "@/features/notices/components/NoticeCard";
import classes from "@/features/notices/components/NoticeList.module.css";
import { noticeStore } from "@/features/notices/noticeStore";

/** The notices of the moment, in a corner where they cover no control that is needed often. */
export function NoticeList() {
  const { t } = useTranslation("notices");
  const notices = useStore(noticeStore);
  return (
    <section className={classes.list} aria-label={t("region")}>
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  );
}
