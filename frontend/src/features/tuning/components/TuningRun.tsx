import { useElementSize } from "@mantine/hooks";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { LoadFailure } from "@/common/components/LoadFailure";
import { heightOf, widthOf } from "@/features/restoration/faceGeometry";
import { useCancelJob } from "@/features/jobs/hooks/useCancelJob";
import { isOpen } from "@/features/jobs/jobQueries";
import { CellDetail } from "@/features/tuning/components/CellDetail";
import { TuningGrid } from "@/features/tuning/components/TuningGrid";
import classes from "@/features/tuning/components/TuningRun.module.css";
import { TuningState } from "@/features/tuning/components/TuningState";
import { TuningTools } from "@/features/tuning/components/TuningTools";
import { useTuningItems } from "@/features/tuning/hooks/useTuningItems";
import { cellOf, stepWith, valuesOfCell } from "@/features/tuning/tuningPlan";
import { closeTuning } from "@/features/tuning/tuningOpenedStore";
import type { TuningSubject } from "@/features/tuning/tuningSubject";
import { useView } from "@/features/viewer/hooks/useView";
import { useViewKeys } from "@/features/viewer/hooks/useViewKeys";
import type { JobRecord, Tuning } from "@/services/api/types";

interface TuningRunProps {
  readonly job: JobRecord;
  readonly tuning: Tuning;
  readonly subject: TuningSubject;
  /** Shows the grid of another job. */
  readonly onShow: (jobId: string) => void;
  /** Asks for another part or other values, beginning with these. */
  readonly onChange: (tuning: Tuning) => void;
}

/** Pixels of the pictures for each pixel of the part, by which zooming goes: as many as networks make of it. */
const PIXELS = 4;

/** A tuning grid that is being made or was made, with one of its pictures large; all of them are zoomed together. */
export function TuningRun({ job, tuning, subject, onShow, onChange }: TuningRunProps) {
  const { t } = useTranslation("tuning");
  const own = useRef<HTMLDivElement>(null);
  const current = cellOf(tuning, subject.step);
  const [active, setActive] = useState(current ?? 1);
  const [isGone, setGone] = useState(false);
  const { items, error, reload } = useTuningItems(job.id);
  const { cancel } = useCancelJob();
  const { ref: detailRef, width } = useElementSize<HTMLDivElement>();
  const { crop } = tuning;
  const picture = useMemo(() => ({ width: widthOf(crop) * PIXELS, height: heightOf(crop) * PIXELS }), [crop]);
  const box = useMemo(() => ({ width, height: (width * picture.height) / picture.width }), [width, picture]);
  const view = useView(picture, box);
  // What is looked at closely is the same part of all: there is nothing to be seen at the size of one of them.
  const controls = { ...view, toggle: view.fit };
  useViewKeys(controls, own);

  const adopt = (index: number) => {
    const values = valuesOfCell(tuning, index);
    if (values === null) {
      return;
    }
    subject.onAdopt(stepWith(tuning.step, values));
    if (isOpen(job)) {
      cancel(job.id);
    }
    closeTuning();
  };
  const shared = { job, tuning, items, active, current, controls, onAdopt: adopt };

  return (
    <div ref={own} className={classes.run}>
      <div className={classes.bar}>
        <div className={classes.state}>
          <TuningState
            job={job}
            isGone={isGone}
            onShow={onShow}
            onChange={() => {
              onChange(tuning);
            }}
          />
        </div>
        <TuningTools job={job} controls={controls} />
      </div>
      {error && <LoadFailure title={t("itemsFailed")} error={error} onRetry={reload} />}
      <div className={classes.pictures}>
        <CellDetail pictureRef={detailRef} box={box} {...shared} />
        <TuningGrid
          box={box}
          onActive={setActive}
          onGone={() => {
            setGone(true);
          }}
          {...shared}
        />
      </div>
    </div>
  );
}
