import { List, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Fold } from "@/common/components/Fold";
import { LinkedText } from "@/common/components/LinkedText";
import { divideReason } from "@/common/reason";
import type { Reason } from "@/services/texts/problemTexts";

interface ReasonTextProps {
  readonly reason: Reason;
  /** Whether the problem's title stands over it already. */
  readonly titled?: boolean;
}

/** Why something went wrong: what happened and what can be done, and folded away how it came to that. */
export function ReasonText({ reason: { title, text, original }, titled = false }: ReasonTextProps) {
  const { t } = useTranslation("common");
  const { headline, details, remedy } = divideReason(text);
  return (
    <Stack gap={4} style={{ overflowWrap: "anywhere" }}>
      {title !== null && !titled && (
        <Text size="sm" fw={500}>
          {title}
        </Text>
      )}
      <Text size="sm">
        <LinkedText text={headline} />
      </Text>
      {remedy !== "" && (
        <Text size="sm">
          <LinkedText text={remedy} />
        </Text>
      )}
      {details.length > 0 && (
        <Fold title={t("moreAboutIt")}>
          <List size="sm" spacing={4} withPadding>
            {details.map((sentence) => (
              <List.Item key={sentence}>
                <LinkedText text={sentence} />
              </List.Item>
            ))}
          </List>
        </Fold>
      )}
      {original !== null && (
        <Fold title={t("moreAboutIt")}>
          <Text size="xs" lang="en">
            <LinkedText text={original} />
          </Text>
        </Fold>
      )}
    </Stack>
  );
}
