import { Modal } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";

import { GeneratorsList } from "@/features/generators/components/GeneratorsList";
import { strings } from "@/features/generators/strings";

/** The generators, what can be done with each, and how to add more. */
export function GeneratorsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const narrow = useMediaQuery("(max-width: 40em)", false, { getInitialValueInEffect: false });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      fullScreen={narrow}
      title={strings.title}
      closeButtonProps={{ "aria-label": strings.close }}
    >
      <GeneratorsList />
    </Modal>
  );
}
