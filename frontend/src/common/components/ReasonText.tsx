import { List, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Fold } from "@/common/components/Fold";
import { LinkedText } from "@/common/components/LinkedText";
import { divideReason } from "@/common/reason";

/** Why something went wrong: what happened and what can be done, and folded away how it came to that. */
export function ReasonText({ text }: { text: string }) {
  const { t } = useTranslation("common");
  const { headline, details, remedy } = divideReason(text);
  return (
    <Stack gap={4} style={{ overflowWrap: "anywhere" }}>
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
    </Stack>
  );
}
