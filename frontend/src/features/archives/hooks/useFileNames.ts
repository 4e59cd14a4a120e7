import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { nameFiles } from "@/services/api/endpoints";

/** How many files are named. */
const EXAMPLES = 3;

/** How long, in milliseconds, a pattern rests before the server is asked what it comes to. */
const REST_MS = 200;

/** What the first of these images, given by their ids, will be called, or what is wrong with the pattern. */
export function useFileNames(images: readonly string[], pattern: string) {
  const [settled] = useDebouncedValue(pattern, REST_MS);
  const first = images.slice(0, EXAMPLES);
  const { data, error } = useQuery({
    queryKey: ["archives", "names", first, settled],
    queryFn: ({ signal }) => nameFiles(first, settled, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return { names: data?.names ?? [], unnamed: images.length - first.length, error };
}
