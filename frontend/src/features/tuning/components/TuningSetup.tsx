import { Button, Text } from "@mantine/core";
import { IconGridDots } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { StartBar } from "@/common/components/StartBar";
import { TwoPaneForm } from "@/common/components/TwoPaneForm";
import { putJob } from "@/features/jobs/jobEvents";
import { CropPicker } from "@/features/tuning/components/CropPicker";
import { ValuesControl } from "@/features/tuning/components/ValuesControl";
import { rounded } from "@/features/tuning/cropGeometry";
import { axesOf, cellCount, MOST_CELLS, type TuningDraft } from "@/features/tuning/tuningPlan";
import type { TuningSubject } from "@/features/tuning/tuningSubject";
import { createTuningJob } from "@/services/api/endpoints";
import type { JobRecord } from "@/services/api/types";

interface TuningSetupProps {
  readonly subject: TuningSubject;
  readonly draft: TuningDraft;
  /** The grid that was made last of this image; null when there is none. */
  readonly latest: JobRecord | null;
  readonly onDraft: (draft: TuningDraft) => void;
  /** Shows the grid of the job with that id. */
  readonly onShow: (jobId: string) => void;
}

/** Asks which part of the image is made with which values, and starts it. */
export function TuningSetup({ subject, draft, latest, onDraft, onShow }: TuningSetupProps) {
  const { t } = useTranslation("tuning");
  const queryClient = useQueryClient();
  const { image, step, oneRow } = subject;
  const axes = axesOf(step);
  const rows = oneRow ? [] : draft.rows;
  const count = cellCount({ columns: [...draft.columns], rows: [...rows] });
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      createTuningJob({
        kind: "tuning_grid",
        image: image.id,
        tuning: { step, crop: rounded(draft.crop), columns: [...draft.columns], rows: [...rows] },
      }),
    onSuccess: (job) => {
      putJob(queryClient, job);
      onShow(job.id);
    },
  });
  const obstacle = obstacleOf();
  const submit = () => {
    if (obstacle === null) {
      mutate();
    }
  };

  return (
    <TwoPaneForm
      onSubmit={submit}
      picture={
        <CropPicker
          image={image}
          crop={draft.crop}
          onChange={(crop) => {
            onDraft({ ...draft, crop });
          }}
        />
      }
      controls={
        <>
          <Text size="sm">{t("intro")}</Text>
          <ValuesControl
            title={axes.columns.title}
            values={draft.columns}
            onChange={(columns) => {
              onDraft({ ...draft, columns });
            }}
          />
          {!oneRow && axes.rows && (
            <ValuesControl
              title={axes.rows.title}
              values={draft.rows}
              onChange={(values) => {
                onDraft({ ...draft, rows: values });
              }}
            />
          )}
        </>
      }
      foot={
        <StartBar
          icon={<IconGridDots size={18} aria-hidden />}
          label={t("start", { count })}
          obstacle={obstacle}
          error={error}
          isPending={isPending}
          after={
            latest && (
              <Button
                variant="default"
                fullWidth
                onClick={() => {
                  onShow(latest.id);
                }}
              >
                {t("showLatest")}
              </Button>
            )
          }
        />
      }
    />
  );

  /** Why the comparison cannot be started; null when it can. */
  function obstacleOf(): string | null {
    if (draft.columns.length === 0) {
      return t("valuesMissing");
    }
    return count > MOST_CELLS ? t("tooMany", { count, most: MOST_CELLS }) : null;
  }
}
