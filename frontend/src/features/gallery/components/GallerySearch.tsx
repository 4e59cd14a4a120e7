import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useStorePart } from "@/common/store";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import { changeFilter, galleryFilterStore } from "@/features/library/galleryFilter";

/** How long, in milliseconds, the words rest before they are searched for. */
const REST_MS = 250;

/** Searches the gallery for words. */
export function GallerySearch() {
  const { t } = useTranslation("gallery");
  const input = useRef<HTMLInputElement>(null);
  const searched = useStorePart(galleryFilterStore, ({ q }) => q ?? "");
  const [typed, setTyped] = useState<string | null>(null);
  const search = (words: string) => {
    changeFilter({ q: words.trim() === "" ? undefined : words.trim() });
    setTyped(null);
  };
  const searchSoon = useDebouncedCallback(search, REST_MS);
  const value = typed ?? searched;
  useKeyAction("search", () => input.current?.focus());

  return (
    <TextInput
      ref={input}
      type="search"
      size="sm"
      flex={1}
      aria-label={t("search")}
      placeholder={t("searchHint")}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        value !== "" && (
          <CloseButton
            size="sm"
            aria-label={t("clearSearch")}
            onClick={() => {
              search("");
              input.current?.focus();
            }}
          />
        )
      }
      maxLength={200}
      value={value}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        searchSoon(event.currentTarget.value);
      }}
    />
  );
}
