import { IconHeart, IconHeartFilled } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/common/components/IconButton";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import { toggleFavourite } from "@/features/library/favourites";
import type { ImageRecord } from "@/services/api/types";

/** Makes the shown image a favourite, or one no more, by click or by its key. */
export function FavouriteButton({ image }: { image: ImageRecord }) {
  const { t } = useTranslation("library");
  const queryClient = useQueryClient();
  const toggle = () => void toggleFavourite(queryClient, image);
  useKeyAction("favourite", toggle);
  return (
    <IconButton
      label={t("favourite")}
      icon={image.favourite ? IconHeartFilled : IconHeart}
      pressed={image.favourite}
      onClick={toggle}
    />
  );
}
