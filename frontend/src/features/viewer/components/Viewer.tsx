import { Alert, Button, Center, Loader } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { ReasonText } from "@/common/components/ReasonText";
import { useFormingJob } from "@/features/jobs/hooks/useFormingJob";
import { useFirstImageShown } from "@/features/library/hooks/useFirstImageShown";
import { useLibrary } from "@/features/library/hooks/useLibrary";
import { useShownImage } from "@/features/library/hooks/useShownImage";
import { EmptyLibrary } from "@/features/viewer/components/EmptyLibrary";
import { FormingImage } from "@/features/viewer/components/FormingImage";
import { ShownImage } from "@/features/viewer/components/ShownImage";
import { reasonOf } from "@/services/api/problem";

/** The middle of the page: the image that forms in a followed job, the shown image, or why there is none. */
export function Viewer() {
  const { t } = useTranslation("viewer");
  useFirstImageShown();
  const image = useShownImage();
  const forming = useFormingJob();
  const { isPending, error, refetch, total } = useLibrary();

  if (forming) {
    return <FormingImage key={forming.id} job={forming} />;
  }
  if (image) {
    // Versions of one image keep the part that is shown; another image starts afresh.
    return <ShownImage key={image.origin_id} image={image} />;
  }
  return (
    <Center h="100%">
      {error && total === 0 ? (
        <Alert
          color="red"
          role="alert"
          maw={480}
          m="md"
          icon={<IconAlertTriangle aria-hidden />}
          title={t("failedTitle")}
        >
          <ReasonText reason={reasonOf(error)} />
          <Button mt="sm" size="compact-sm" color="red.9" display="block" onClick={() => void refetch()}>
            {t("retry")}
          </Button>
        </Alert>
      ) : isPending || total > 0 ? (
        <Loader aria-label={t("loading")} />
      ) : (
        <EmptyLibrary />
      )}
    </Center>
  );
}
