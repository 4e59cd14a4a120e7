import { List, ScrollArea, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { UploadFailure } from "@/features/upload/uploadQueue";

/** The most names that are listed for a reason; a folder of other files should not fill the page. */
const MOST_NAMES = 20;

/** The files that were not added, under the reasons. */
export function FailureList({ failures }: { failures: readonly UploadFailure[] }) {
  const { t } = useTranslation("upload");
  const sentences = [...new Set(failures.map(({ sentence }) => sentence))];
  return (
    <div role="alert">
      <Text size="sm" fw={500}>
        {t("failed", { count: failures.length })}
      </Text>
      <ScrollArea.Autosize mah="30vh">
        <List size="sm" spacing={6} listStyleType="none" style={{ overflowWrap: "anywhere" }}>
          {sentences.map((sentence) => (
            <List.Item key={sentence}>
              <Names names={failures.filter((failure) => failure.sentence === sentence).map(({ name }) => name)} />
              {": "}
              {sentence}
            </List.Item>
          ))}
        </List>
      </ScrollArea.Autosize>
    </div>
  );
}

function Names({ names }: { names: readonly string[] }) {
  const { t } = useTranslation("upload");
  const unlisted = names.length - MOST_NAMES;
  const listed = names.slice(0, MOST_NAMES).join(", ");
  return (
    <Text span fw={500} size="sm">
      {unlisted > 0 ? t("namesAndMore", { names: listed, count: unlisted }) : listed}
    </Text>
  );
}
