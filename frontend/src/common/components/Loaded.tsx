import { Center, Loader } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { LoadFailure } from "@/common/components/LoadFailure";

interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data>;
  /** What is said while there is nothing to show yet. */
  readonly loading: string;
  /** What is said where it cannot be had. */
  readonly failed: string;
  /** Shows what was loaded. */
  readonly children: (data: Data) => ReactNode;
}

/** What was asked of the server, as soon as it is there; until then, or where it cannot be had, a word on that. */
export function Loaded<Data>({ query: { data, error, refetch }, loading, failed, children }: LoadedProps<Data>) {
  if (data !== undefined) {
    return children(data);
  }
  if (error) {
    return <LoadFailure title={failed} error={error} onRetry={() => void refetch()} />;
  }
  return (
    <Center p="xl">
      <Loader aria-label={loading} />
    </Center>
  );
}
