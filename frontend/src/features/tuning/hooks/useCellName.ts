import { useTranslation } from "react-i18next";

import { axesOf, valuesOfCell } from "@/features/tuning/tuningPlan";
import type { Tuning } from "@/services/api/types";

/** What the picture with an index is called: the values that it was made with, by their names. */
export function useCellName(tuning: Tuning): (index: number) => string {
  const { t } = useTranslation("tuning");
  const { columns, rows } = axesOf(tuning.step);
  return (index) => {
    const values = valuesOfCell(tuning, index);
    if (values === null) {
      return t("original");
    }
    const { column, row } = values;
    return rows === null || row === null
      ? t("value", { name: columns.title, value: column })
      : t("cell", { name: rows.title, value: row, secondName: columns.title, secondValue: column });
  };
}
