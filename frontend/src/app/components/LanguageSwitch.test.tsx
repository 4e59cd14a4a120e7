import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { LanguageSwitch } from "@/app/components/LanguageSwitch";
import { formatBytes, formatMoment, formatPercent, formatRemaining } from "@/common/format";
import { NoticeList } from "@/features/notices/components/NoticeList";
import { i18n } from "@/i18n/i18n";
import { renderPart } from "@/testing/renderPart";

afterEach(async () => {
  vi.doUnmock("@/locales/fr");
  await i18n.changeLanguage("en");
});

async function choose(name: string) {
  await userEvent.click(screen.getByRole("button", { name: /^(Language|Sprache): / }));
  await userEvent.click(await screen.findByRole("menuitemradio", { name }));
}

test("the page changes into the chosen language, which is remembered, and back", async () => {
  renderPart(<LanguageSwitch />);
  await choose("Deutsch");
  expect(await screen.findByRole("button", { name: "Sprache: Deutsch" })).toBeVisible();
  expect(document.documentElement.lang).toBe("de");
  expect(window.localStorage.getItem("burnish.language")).toBe("de");
  expect(formatBytes(4_885_111)).toBe("4,9 MB");
  expect(formatRemaining(125)).toBe("noch etwa 2 Min.");
  expect(formatMoment("2026-11-23T16:05:00")).toBe("23.11.2026, 16:05");

  await choose("English");
  expect(await screen.findByRole("button", { name: "Language: English" })).toBeVisible();
  expect(document.documentElement.lang).toBe("en");
  expect(formatPercent(0.5)).toBe("50 %");
});

test("a language whose texts cannot be had is told of, not remembered, and can be chosen again", async () => {
  i18n.removeResourceBundle("fr", "common");
  vi.doMock("@/locales/fr", () => {
    throw new Error("Failed to fetch dynamically imported module");
  });
  renderPart(
    <>
      <LanguageSwitch />
      <NoticeList />
    </>,
  );
  await choose("Français");
  expect(await screen.findByText(/could not be loaded: Français/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Language: English" })).toBeVisible();
  expect(document.documentElement.lang).toBe("en");
  expect(window.localStorage.getItem("burnish.language")).toBeNull();

  vi.doUnmock("@/locales/fr");
  await choose("Français");
  await waitFor(() => {
    expect(document.documentElement.lang).toBe("fr");
  });
});
