import { useElementSize, useMediaQuery } from "@mantine/hooks";
import { useRef, type CSSProperties, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { Cell } from "@/features/tuning/components/Cell";
import { HeaderCell } from "@/features/tuning/components/HeaderCell";
import classes from "@/features/tuning/components/TuningGrid.module.css";
import { cellSize, DIRECTIONS, GAP, HEADER_HEIGHT, neighbour } from "@/features/tuning/gridLayout";
import { useCellName } from "@/features/tuning/hooks/useCellName";
import { axesOf } from "@/features/tuning/tuningPlan";
import type { Size } from "@/features/viewer/geometry";
import type { ViewControls } from "@/features/viewer/hooks/useView";
import type { JobItemRecord, JobRecord, Tuning } from "@/services/api/types";

interface TuningGridProps {
  readonly job: JobRecord;
  readonly tuning: Tuning;
  readonly items: ReadonlyMap<number, JobItemRecord>;
  /** Index of the picture that is shown large. */
  readonly active: number;
  /** Index of the picture that was made with the settings of the moment; null when there is none. */
  readonly current: number | null;
  readonly controls: ViewControls;
  /** What the controls are for: the frame of the large picture. */
  readonly box: Size;
  readonly onActive: (index: number) => void;
  readonly onAdopt: (index: number) => void;
  readonly onGone: () => void;
}

/** The pictures in rows and columns under their values, with the original in the corner. */
export function TuningGrid(props: TuningGridProps) {
  const { job, tuning, items, active, current, controls, box, onActive, onAdopt, onGone } = props;
  const { t } = useTranslation("tuning");
  const nameOf = useCellName(tuning);
  const { ref: areaRef, width, height } = useElementSize<HTMLDivElement>();
  const isBeside = useMediaQuery("(min-width: 60em)", true, { getInitialValueInEffect: false });
  const grid = useRef<HTMLDivElement>(null);
  const axes = axesOf(tuning.step);
  const { columns, rows } = tuning;
  const isSingleRow = rows.length === 0;
  const area = { width, height: isBeside ? height - (isSingleRow ? HEADER_HEIGHT + GAP : 0) : Infinity };
  const cell = cellSize(box, area, columns.length + 1, isSingleRow ? 1 : rows.length + 1);

  const moveByKey = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.key in DIRECTIONS) || event.shiftKey || !(event.target instanceof HTMLElement)) {
      return;
    }
    event.preventDefault();
    const from = Number(event.target.dataset.index);
    const to = neighbour(from, event.key, columns.length, Math.max(1, rows.length));
    grid.current?.querySelector<HTMLElement>(`[data-index="${to}"]`)?.focus();
  };
  const cellAt = (index: number, caption?: string) => (
    <Cell
      key={index}
      index={index}
      name={index === current ? t("currentCell", { cell: nameOf(index) }) : nameOf(index)}
      caption={caption}
      item={items.get(index)}
      controls={controls}
      factor={cell.width / box.width}
      picture={box}
      active={index === active}
      isCurrent={index === current}
      onActive={() => {
        onActive(index);
      }}
      onAdopt={() => {
        onAdopt(index);
      }}
      onGone={onGone}
    />
  );
  const original = cellAt(0, isSingleRow ? undefined : t("original"));
  const columnHeaders = columns.map((value) => (
    <HeaderCell key={value} role="columnheader" name={axes.columns.title} value={value} isLow={isSingleRow} />
  ));
  const cellsOfRow = (row: number) => columns.map((_, column) => cellAt(1 + row * columns.length + column));

  return (
    <div ref={areaRef} className={classes.area}>
      {width > 0 && box.width > 0 && (
        <div
          ref={grid}
          role="grid"
          tabIndex={-1}
          aria-label={t("grid")}
          aria-busy={job.state === "running"}
          className={classes.grid}
          style={
            {
              "--cell-width": `${cell.width}px`,
              "--cell-height": `${cell.height}px`,
              "--header-height": `${isSingleRow ? HEADER_HEIGHT : cell.height}px`,
              gap: GAP,
            } as CSSProperties
          }
          onKeyDown={moveByKey}
        >
          <div role="row" className={classes.row} style={{ gap: GAP }}>
            {isSingleRow ? <HeaderCell role="columnheader" name={t("original")} value={null} isLow /> : original}
            {columnHeaders}
          </div>
          {isSingleRow ? (
            <div role="row" className={classes.row} style={{ gap: GAP }}>
              {original}
              {cellsOfRow(0)}
            </div>
          ) : (
            rows.map((value, row) => (
              <div key={value} role="row" className={classes.row} style={{ gap: GAP }}>
                <HeaderCell role="rowheader" name={axes.rows?.title ?? ""} value={value} isLow={false} />
                {cellsOfRow(row)}
              </div>
            ))
          )}
        </div>
      )}
    </div>
  );
}
