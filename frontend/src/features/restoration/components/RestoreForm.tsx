import { IconMoodSmile } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { StartBar } from "@/common/components/StartBar";
import { TwoPaneForm } from "@/common/components/TwoPaneForm";
import { useStorePart } from "@/common/store";
import { FacesPane } from "@/features/restoration/components/FacesPane";
import { RestorationControls } from "@/features/restoration/components/RestorationControls";
import { UpscaleAlong } from "@/features/restoration/components/UpscaleAlong";
import { useFaceChoice } from "@/features/restoration/hooks/useFaceChoice";
import { useFoundFaces } from "@/features/restoration/hooks/useFoundFaces";
import { useRestorationAlgorithms } from "@/features/restoration/hooks/useRestorationAlgorithms";
import { useTimeEstimate } from "@/features/restoration/hooks/useTimeEstimate";
import { requestRestoration } from "@/features/restoration/requestRestoration";
import { shownFaces, stepFor } from "@/features/restoration/restorationPlan";
import { restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { CompareButton } from "@/features/tuning/components/CompareButton";
import type { ImageRecord } from "@/services/api/types";

interface RestoreFormProps {
  readonly image: ImageRecord;
  /** Whether a face is being marked by hand. */
  readonly marking: boolean;
  readonly onMarking: (marking: boolean) => void;
  readonly onStarted: () => void;
}

/** The faces beside everything that can be set about restoring them. */
export function RestoreForm({ image, marking, onMarking, onStarted }: RestoreFormProps) {
  const { t } = useTranslation("restoration");
  const queryClient = useQueryClient();
  const step = useStorePart(restorationSettingsStore, (settings) => settings.step);
  const { chosen: algorithm } = useRestorationAlgorithms();
  const { search, findAgain } = useFoundFaces(image.id, step.detector);
  const faces = shownFaces(search.state === "found" ? search.faces : null, step, useFaceChoice(image.id));
  const known = search.state === "found" || faces.length > 0;
  const count = known ? faces.filter((face) => face.included).length : null;
  const estimate = useTimeEstimate(image, count);
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => requestRestoration(queryClient, [image.id], stepFor(step, faces)),
    onSuccess: onStarted,
  });

  const obstacle = () => {
    if (algorithm?.needs_acceptance) {
      return t("licenceNotAccepted", { title: algorithm.title });
    }
    if (count === 0) {
      return faces.length === 0 ? t("nothingFound") : t("allLeftOut");
    }
    return null;
  };
  const submit = () => {
    if (obstacle() === null && !marking) {
      mutate();
    }
  };

  return (
    <TwoPaneForm
      onSubmit={submit}
      picture={
        <FacesPane
          image={image}
          search={search}
          faces={faces}
          marking={marking}
          onMarking={onMarking}
          onFindAgain={findAgain}
        />
      }
      controls={
        <>
          <RestorationControls />
          <UpscaleAlong />
        </>
      }
      foot={
        <StartBar
          limits={t("limits")}
          before={<CompareButton type="restore_faces" />}
          icon={<IconMoodSmile size={18} aria-hidden />}
          label={count === null || obstacle() !== null ? t("start") : t("startFaces", { count })}
          estimate={estimate}
          obstacle={obstacle()}
          error={error}
          isPending={isPending}
        />
      }
    />
  );
}
