import { Kbd } from "@mantine/core";
import { Fragment } from "react";

import classes from "@/features/keys/components/KeysHelp.module.css";
import type { KeyAction } from "@/features/keys/keyBindings";
import type { KeyLine } from "@/features/keys/keySearch";

interface KeyTableProps {
  readonly title: string;
  readonly lines: readonly (KeyLine & { readonly action: KeyAction })[];
}

/** The keys of one group; nothing where there is none. */
export function KeyTable({ title, lines }: KeyTableProps) {
  if (lines.length === 0) {
    return null;
  }
  return (
    <table className={classes.table}>
      <caption>{title}</caption>
      <tbody>
        {lines.map(({ action, names, does }) => (
          <tr key={action}>
            <th scope="row" aria-label={names.map(({ words }) => words).join(" + ")}>
              {names.map(({ sign }, index) => (
                <Fragment key={sign}>
                  {index > 0 && " + "}
                  <Kbd ff="text">{sign}</Kbd>
                </Fragment>
              ))}
            </th>
            <td>{does}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
