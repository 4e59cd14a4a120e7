import { useMutation } from "@tanstack/react-query";
import { lazy, Suspense, useEffect } from "react";

import { useStore } from "@/common/store";
import { generatorsOpenedStore } from "@/features/generators/generatorsOpenedStore";
import { strings } from "@/features/generators/strings";
import { notify } from "@/features/notices/noticeStore";

/** The dialog is a file of its own, fetched when it is first opened. */
const loadDialog = () => import("@/features/generators/components/GeneratorsDialog");
const GeneratorsDialog = lazy(async () => ({ default: (await loadDialog()).GeneratorsDialog }));

/** The list of generators over the page, as long as it is open. */
export function GeneratorsOverlay() {
  const opened = useStore(generatorsOpenedStore);
  const { mutate, isSuccess } = useMutation({
    // Loaded before it is shown, so that a failure is told and does not break the page.
    mutationFn: loadDialog,
    onError: () => {
      generatorsOpenedStore.set(false);
      notify({ kind: "problem", title: strings.notOpened, message: strings.notOpenedHelp });
    },
  });

  useEffect(() => {
    if (opened && !isSuccess) {
      mutate();
    }
  }, [opened, isSuccess, mutate]);

  return (
    isSuccess && (
      <Suspense>
        <GeneratorsDialog
          opened={opened}
          onClose={() => {
            generatorsOpenedStore.set(false);
          }}
        />
      </Suspense>
    )
  );
}
