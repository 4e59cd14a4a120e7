import { Box, Drawer, Popover, ScrollArea } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/common/components/IconButton";
import { useStore } from "@/common/store";
import { FactsPanel } from "@/features/facts/components/FactsPanel";
import { factsOpenedStore } from "@/features/facts/factsOpenedStore";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import type { ImageRecord } from "@/services/api/types";

/** Shows and hides the facts about the image: beside it, or on a phone in a sheet from below. */
export function FactsButton({ image }: { image: ImageRecord }) {
  const { t } = useTranslation("facts");
  const opened = useStore(factsOpenedStore);
  const narrow = useMediaQuery("(max-width: 40em)", false, { getInitialValueInEffect: false });
  const toggle = () => {
    factsOpenedStore.update((wasOpened) => !wasOpened);
  };
  const close = () => {
    factsOpenedStore.set(false);
  };
  useKeyAction("facts", toggle);

  const button = <IconButton label={t("open")} icon={IconInfoCircle} pressed={opened} onClick={toggle} />;
  if (narrow) {
    return (
      <>
        {button}
        <Drawer
          opened={opened}
          onClose={close}
          position="bottom"
          size="70%"
          title={t("title")}
          closeButtonProps={{ "aria-label": t("close") }}
        >
          <FactsPanel image={image} onClose={close} />
        </Drawer>
      </>
    );
  }
  return (
    // It stays open while one goes on to the next image, so that its keys are those of the page.
    <Popover
      opened={opened}
      closeOnClickOutside={false}
      position="bottom-end"
      width="24rem"
      shadow="md"
      withRoles={false}
      // What is shown all the time lies below what is opened over the page.
      zIndex="calc(var(--mantine-z-index-modal) - 1)"
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <div>{button}</div>
      </Popover.Target>
      <Popover.Dropdown component="section" aria-label={t("title")} p={0}>
        <ScrollArea.Autosize mah="min(56rem, calc(100dvh - 10rem))" type="auto">
          <Box p="md">
            <FactsPanel image={image} onClose={close} />
          </Box>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
