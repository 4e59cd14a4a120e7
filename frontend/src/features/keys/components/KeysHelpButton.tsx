import { useDisclosure } from "@mantine/hooks";
import { IconKeyboard } from "@tabler/icons-react";

import { IconButton } from "@/common/components/IconButton";
import { KeysHelp } from "@/features/keys/components/KeysHelp";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import { strings } from "@/features/keys/strings";

/** Opens the list of keys, by click or by its own key. */
export function KeysHelpButton() {
  const [opened, { open, close }] = useDisclosure(false);
  useKeyAction("help", open);
  return (
    <>
      <IconButton label={strings.open} icon={IconKeyboard} onClick={open} />
      <KeysHelp opened={opened} onClose={close} />
    </>
  );
}
