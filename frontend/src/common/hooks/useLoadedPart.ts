import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";

/**
 * Whether a part of the page that is a file of its own is there; it is fetched when it is first wanted. Loaded before it
 * is shown, so that a failure is told and does not break the page.
 */
export function useLoadedPart(load: () => Promise<unknown>, wanted: boolean, onFailed: () => void): boolean {
  const { mutate, isSuccess } = useMutation({ mutationFn: load, onError: onFailed });
  useEffect(() => {
    if (wanted && !isSuccess) {
      mutate();
    }
  }, [wanted, isSuccess, mutate]);
  return isSuccess;
}
