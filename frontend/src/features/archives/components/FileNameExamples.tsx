import { List, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { nameFiles } from "@/services/api/endpoints";
import { sentenceOf } from "@/services/api/problem";

interface FileNameExamplesProps {
  /** Ids of the images, of which the first are named. */
  readonly images: readonly string[];
  readonly pattern: string;
}

/** How many names are shown. */
const EXAMPLES = 3;

/** How long, in milliseconds, a pattern rests before the server is asked what it comes to. */
const REST_MS = 200;

/** What the first files will be called, or what is wrong with the pattern. */
export function FileNameExamples({ images, pattern }: FileNameExamplesProps) {
  const { t } = useTranslation("archives");
  const [settled] = useDebouncedValue(pattern, REST_MS);
  const first = images.slice(0, EXAMPLES);
  const { data, error } = useQuery({
    queryKey: ["archives", "names", first, settled],
    queryFn: ({ signal }) => nameFiles(first, settled, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const more = images.length - first.length;

  if (error) {
    return (
      <Text size="sm" c="var(--mantine-color-error)" role="alert">
        {sentenceOf(error)}
      </Text>
    );
  }
  return (
    <div aria-live="polite">
      <Text size="sm" c="dimmed">
        {t("examples")}
      </Text>
      <List size="sm" listStyleType="none" style={{ overflowWrap: "anywhere" }}>
        {(data?.names ?? []).map((name) => (
          <List.Item key={name}>{name}</List.Item>
        ))}
        {more > 0 && <List.Item>{t("examplesMore", { count: more })}</List.Item>}
      </List>
    </div>
  );
}
