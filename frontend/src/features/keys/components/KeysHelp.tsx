import { Modal, Text, TextInput, VisuallyHidden } from "@mantine/core";
import { useOs } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { KeyTable } from "@/features/keys/components/KeyTable";
import classes from "@/features/keys/components/KeysHelp.module.css";
import { keyBindings, type KeyAction, type KeyGroup } from "@/features/keys/keyBindings";
import { namesOf } from "@/features/keys/keyNames";
import { searchKeys } from "@/features/keys/keySearch";

const GROUPS: readonly KeyGroup[] = ["making", "recall", "view", "gallery", "page"];
const ACTIONS = Object.keys(keyBindings) as KeyAction[];

/** The list of all keys in its groups; typing shows those that do what is typed, or the key of that name. */
export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("keys");
  const [typed, setTyped] = useState("");
  const onMac = useOs() === "macos";
  const lines = ACTIONS.map((action) => ({
    action,
    group: keyBindings[action].group,
    names: namesOf(keyBindings[action], t, onMac),
    does: t(`does.${action}`),
  }));
  const found = searchKeys(lines, typed);

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => {
        setTyped("");
      }}
      title={t("title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <TextInput
        data-autofocus
        type="search"
        size="md"
        leftSection={<IconSearch size={18} aria-hidden />}
        aria-label={t("search")}
        placeholder={t("searchHint")}
        description={t("intro")}
        inputWrapperOrder={["input", "description"]}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
      <VisuallyHidden role="status">{typed !== "" && t("found", { count: found.length })}</VisuallyHidden>
      <div className={classes.list}>
        {GROUPS.map((group) => (
          <KeyTable key={group} title={t(`groups.${group}`)} lines={found.filter((line) => line.group === group)} />
        ))}
        {found.length === 0 && (
          <Text size="sm" c="dimmed" py="md">
            {t("nothingFound")}
          </Text>
        )}
      </div>
    </Modal>
  );
}
