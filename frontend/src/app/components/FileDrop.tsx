import { IconFileDownload, IconPhotoDown } from "@tabler/icons-react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import { useAddModels } from "@/features/customModels/hooks/useAddModels";
import { looksLikeModel } from "@/features/customModels/modelFiles";
import { openModels, useModelsTab } from "@/features/models/modelsPage";
import { DropArea } from "@/features/upload/components/DropArea";
import { useAddFiles } from "@/features/upload/hooks/useAddFiles";
import { looksLikeImage } from "@/features/upload/imageFiles";

/** Takes files that are dropped or pasted anywhere: models to the Models page, which opens, and photos to the library. */
export function FileDrop() {
  const { t } = useTranslation("app");
  const addPhotos = useAddFiles();
  const addModels = useAddModels();
  const onModelsPage = useModelsTab() !== null;

  const take = useCallback(
    (files: readonly File[]) => {
      // What is neither is told of where the person looks.
      const isModel = (file: File) => looksLikeModel(file) || (onModelsPage && !looksLikeImage(file));
      const models = files.filter(isModel);
      const photos = files.filter((file) => !isModel(file));
      if (models.length > 0) {
        openModels("upscaling");
        addModels(models);
      }
      if (photos.length > 0) {
        addPhotos(photos);
      }
    },
    [addModels, addPhotos, onModelsPage],
  );

  return (
    <DropArea
      icon={onModelsPage ? IconFileDownload : IconPhotoDown}
      title={t("drop")}
      hint={onModelsPage ? t("dropModelsHint") : t("dropPhotosHint")}
      onFiles={take}
    />
  );
}
