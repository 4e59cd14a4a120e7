import { useQuery, useQueryClient } from "@tanstack/react-query";

import { addUploads } from "@/app/addUploads";
import { FileDrop } from "@/app/components/FileDrop";
import { Layout } from "@/app/components/Layout";
import { useServerEvents } from "@/app/hooks/useServerEvents";
import { KeysOverlay } from "@/features/keys/components/KeysOverlay";
import { ModelsOverlay } from "@/features/models/components/ModelsOverlay";
import { NoticeList } from "@/features/notices/components/NoticeList";
import { applyToAdded } from "@/features/postprocessing/applyToAdded";
import { QueueOverlay } from "@/features/queue/components/QueueOverlay";
import { UploadPanel } from "@/features/upload/components/UploadPanel";
import { UploadProvider } from "@/features/upload/components/UploadProvider";
import { settingsQuery } from "@/services/api/queries";

/** The layout, and what lies over it, kept up to date by the server's events. */
export function Page() {
  const queryClient = useQueryClient();
  useQuery(settingsQuery);
  useServerEvents();

  return (
    <UploadProvider
      maxBytes={() => queryClient.getQueryData(settingsQuery.queryKey)?.max_upload_size ?? null}
      onAdded={(images, first) => {
        addUploads(queryClient, images, first);
      }}
      onFinished={(imageIds) => void applyToAdded(queryClient, imageIds)}
    >
      <Layout />
      <FileDrop />
      <UploadPanel />
      <QueueOverlay />
      <ModelsOverlay />
      <KeysOverlay />
      <NoticeList />
    </UploadProvider>
  );
}
