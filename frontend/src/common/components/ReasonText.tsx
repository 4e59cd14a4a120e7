import { List, Stack, Text } from "@mantine/core";

import { Fold } from "@/common/components/Fold";
import { LinkedText } from "@/common/components/LinkedText";
import { divideReason } from "@/common/reason";
import { strings } from "@/common/strings";

/** Why something went wrong: what happened and what can be done, and folded away how it came to that. */
export function ReasonText({ text }: { text: string }) {
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
        <Fold title={strings.moreAboutIt}>
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
