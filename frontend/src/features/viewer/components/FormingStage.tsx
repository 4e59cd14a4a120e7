import { useElementSize } from "@mantine/hooks";
import { useTranslation } from "react-i18next";

import classes from "@/features/viewer/components/FormingStage.module.css";
import { fitView, heightOf, type Size } from "@/features/viewer/geometry";

interface FormingStageProps {
  /** Size of the image once it is made. */
  readonly size: Size;
  /** Address of the latest picture of it; null while there is none. */
  readonly picture: string | null;
  readonly prompt: string;
}

/** The picture of unfinished work, as large as the finished image will be shown; the prompt until there is one. */
export function FormingStage({ size, picture, prompt }: FormingStageProps) {
  const { t } = useTranslation("viewer");
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const view = fitView(size, { width, height });
  const place = { left: view.x, top: view.y, width: view.width, height: heightOf(view, size) };

  return (
    <div ref={ref} className={classes.stage}>
      {width > 0 && (
        <div className={classes.frame} style={place}>
          {picture === null ? (
            <p className={classes.prompt}>{prompt}</p>
          ) : (
            // One element for all of them, in which a picture stays until the next one is decoded.
            <img className={classes.picture} src={picture} alt={t("formingPicture", { prompt })} draggable={false} />
          )}
        </div>
      )}
    </div>
  );
}
