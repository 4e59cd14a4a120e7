import { Title } from "@mantine/core";
import { useId, type ReactNode } from "react";

import classes from "@/features/queue/components/JobList.module.css";

interface JobListProps {
  readonly title: string;
  /** The rows. */
  readonly children: ReactNode;
}

/** Some of the jobs under a title. */
export function JobList({ title, children }: JobListProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <Title order={3} size="sm" id={titleId}>
        {title}
      </Title>
      <ul className={classes.list}>{children}</ul>
    </section>
  );
}
