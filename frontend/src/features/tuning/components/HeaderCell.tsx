import classes from "@/features/tuning/components/HeaderCell.module.css";

interface HeaderCellProps {
  readonly role: "columnheader" | "rowheader";
  /** What the value is of. */
  readonly name: string;
  /** Null where the name says it all. */
  readonly value: number | null;
  /** Whether there is height for one line only. */
  readonly isLow: boolean;
}

/** The value that all pictures of a column or row were made with. */
export function HeaderCell({ role, name, value, isLow }: HeaderCellProps) {
  return (
    <div role={role} className={classes.header} data-low={isLow || undefined}>
      {!(isLow && value !== null) && <span className={classes.name}>{name}</span>}
      {value !== null && <span className={classes.value}>{value}</span>}
    </div>
  );
}
