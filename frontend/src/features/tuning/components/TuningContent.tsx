import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { isOpen } from "@/features/jobs/jobQueries";
import { TuningRun } from "@/features/tuning/components/TuningRun";
import { TuningSetup } from "@/features/tuning/components/TuningSetup";
import { firstDraft, latestGrid } from "@/features/tuning/tuningPlan";
import type { TuningSubject } from "@/features/tuning/tuningSubject";
import { jobsQuery } from "@/services/api/queries";

/** Asks what to compare, and shows the grid that is made: the one asked for, or one that was being made already. */
export function TuningContent({ subject }: { subject: TuningSubject }) {
  const { image, step, oneRow, crop } = subject;
  const jobs = useQuery(jobsQuery).data;
  const latest = jobs ? latestGrid(jobs, image.id, step.type) : null;
  const [draft, setDraft] = useState(() => firstDraft(step, crop, oneRow));
  /** Id of the job whose grid is shown; null while it is asked what to compare, undefined until it is known which. */
  const [shownId, setShownId] = useState<string | null>();
  if (shownId === undefined && jobs) {
    setShownId(latest && isOpen(latest) ? latest.id : null);
  }
  const job = jobs?.[shownId ?? ""];

  if (job?.tuning) {
    return (
      <TuningRun
        key={job.id}
        job={job}
        tuning={job.tuning}
        subject={subject}
        onShow={setShownId}
        onChange={(tuning) => {
          setDraft({ crop: tuning.crop, columns: tuning.columns, rows: tuning.rows });
          setShownId(null);
        }}
      />
    );
  }
  return (
    <TuningSetup
      subject={subject}
      draft={draft}
      latest={latest?.state === "done" ? latest : null}
      onDraft={setDraft}
      onShow={setShownId}
    />
  );
}
