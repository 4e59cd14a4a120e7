import { Anchor } from "@mantine/core";

import { partsOf } from "@/common/reason";

/** A text whose addresses are links. */
export function LinkedText({ text }: { text: string }) {
  return partsOf(text).map((part, index) =>
    part.isAddress ? (
      <Anchor key={index} href={part.text} target="_blank" rel="noreferrer" underline="always" c="inherit" inherit>
        {part.text}
      </Anchor>
    ) : (
      part.text
    ),
  );
}
