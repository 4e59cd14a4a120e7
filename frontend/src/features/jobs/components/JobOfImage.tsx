import { useState } from "react";

import { FailedJob } from "@/features/jobs/components/FailedJob";
import { RunningJob } from "@/features/jobs/components/RunningJob";
import { useJobOfImage } from "@/features/jobs/hooks/useJobOfImage";
import { isOpen } from "@/features/jobs/jobQueries";

/** What is being done with the image, or why that failed; nothing when neither. */
export function JobOfImage({ imageId }: { imageId: string }) {
  const job = useJobOfImage(imageId);
  const [dismissedId, setDismissedId] = useState<string | null>(null);

  if (job && isOpen(job)) {
    return <RunningJob job={job} />;
  }
  if (job?.state === "failed" && job.id !== dismissedId) {
    return (
      <FailedJob
        job={job}
        onDismiss={() => {
          setDismissedId(job.id);
        }}
      />
    );
  }
  return null;
}
