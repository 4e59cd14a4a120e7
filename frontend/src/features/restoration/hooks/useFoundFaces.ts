import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { reasonOf } from "@/services/api/problem";
import { facesQuery, isFaceList, jobsQuery } from "@/services/api/queries";
import type { FaceList, JobRecord, RestoreFacesStep } from "@/services/api/types";
import { plainReason, reasonOfProblem, type Reason } from "@/services/texts/problemTexts";

/** How far the search for the faces of an image has come. */
export type FaceSearch =
  | { readonly state: "found"; readonly faces: FaceList }
  /** The job is null while the server is asked. */
  | { readonly state: "finding"; readonly job: JobRecord | null }
  | { readonly state: "failed"; readonly reason: Reason }
  | { readonly state: "stopped" };

/** The faces in the image, which the server is asked to look for if it does not know them; and how to ask once more. */
export function useFoundFaces(imageId: string, detector: RestoreFacesStep["detector"]) {
  const { t } = useTranslation("restoration");
  const { data, error, isFetching, refetch } = useQuery(facesQuery(imageId, detector));
  const jobs = useQuery(jobsQuery).data;
  const answered = data && !isFaceList(data) ? data : null;
  const job = answered && (jobs?.[answered.id] ?? answered);
  const doneId = job?.state === "done" ? job.id : null;

  useEffect(() => {
    if (doneId !== null) {
      void refetch();
    }
  }, [doneId, refetch]);

  return { search: searchOf(), findAgain: () => void refetch() };

  function searchOf(): FaceSearch {
    if (data && isFaceList(data)) {
      return { state: "found", faces: data };
    }
    if (isFetching) {
      return { state: "finding", job: null };
    }
    if (error) {
      return { state: "failed", reason: reasonOf(error) };
    }
    if (job?.state === "failed") {
      return { state: "failed", reason: job.error ? reasonOfProblem(job.error) : plainReason(t("noReason")) };
    }
    return job?.state === "cancelled" ? { state: "stopped" } : { state: "finding", job };
  }
}
