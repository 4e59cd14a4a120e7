import { List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface FileNameExamplesProps {
  readonly names: readonly string[];
  /** How many files there are besides. */
  readonly more: number;
}

/** What the first files will be called. */
export function FileNameExamples({ names, more }: FileNameExamplesProps) {
  const { t } = useTranslation("archives");
  return (
    <div aria-live="polite">
      <Text size="sm" c="dimmed">
        {t("examples")}
      </Text>
      <List size="sm" listStyleType="none" spacing={4} style={{ overflowWrap: "anywhere" }}>
        {names.map((name) => (
          <List.Item key={name}>{name}</List.Item>
        ))}
        {more > 0 && <List.Item>{t("examplesMore", { count: more })}</List.Item>}
      </List>
    </div>
  );
}
