import { useTranslation } from "react-i18next";

import { useStore } from "@/common/store";
import classes from "@/features/customModels/components/CustomModels.module.css";
import { ModelUploadItem } from "@/features/customModels/components/ModelUploadItem";
import { modelUploadsStore } from "@/features/customModels/modelUploads";

/** Files on their way to the models, and what became of the last ones; nothing when there are none. */
export function ModelUploads() {
  const { t } = useTranslation("customModels");
  const uploads = useStore(modelUploadsStore);
  return (
    uploads.length > 0 && (
      <ul className={classes.list} aria-label={t("uploads")}>
        {uploads.map((upload) => (
          <ModelUploadItem key={upload.id} upload={upload} />
        ))}
      </ul>
    )
  );
}
