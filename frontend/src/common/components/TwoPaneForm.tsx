import type { ReactNode, SubmitEvent } from "react";

import classes from "@/common/components/TwoPaneForm.module.css";

interface TwoPaneFormProps {
  /** What the form is about, as large as there is room. */
  readonly picture: ReactNode;
  /** What can be set. */
  readonly controls: ReactNode;
  /** A `StartBar`. */
  readonly foot: ReactNode;
  readonly onSubmit: () => void;
}

/** A dialog's form: a picture with the controls beside it, each scrolling for itself; on narrow screens below it. */
export function TwoPaneForm({ picture, controls, foot, onSubmit }: TwoPaneFormProps) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSubmit();
  };

  return (
    <form className={classes.form} onSubmit={submit}>
      {picture}
      <div className={classes.side}>
        <div className={classes.controls}>{controls}</div>
        {foot}
      </div>
    </form>
  );
}
