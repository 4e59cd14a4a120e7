import type { LoadedLanguage } from "@/i18n/languages";

interface SameText {
  readonly text: string;
  /** The languages that say it as English does. */
  readonly languages: readonly LoadedLanguage[];
  readonly reason: string;
}

const ALL: readonly LoadedLanguage[] = ["de", "fr", "es", "zh", "ja"];

/** Texts that are rightly the same as in English, and why. */
export const sameTexts: readonly SameText[] = [
  { text: "Burnish", languages: ALL, reason: "the program's name" },
  { text: "{{scale}}x", languages: ["de", "fr", "es"], reason: "a factor as the models' names write it" },
  { text: "{{architecture}}, {{scale}}x", languages: ["de", "fr", "es", "es"], reason: "names and a factor" },
  { text: "{{seconds, number}} s", languages: ["de", "fr", "es", "es"], reason: "the unit's sign" },
  { text: "{{minutes, number}} min", languages: ["fr", "es", "es"], reason: "the unit's sign" },
  { text: "{{hours, number}} h", languages: ["fr", "es", "es"], reason: "the unit's sign" },
  { text: "{{hours, number}} h {{minutes, number}} min", languages: ["fr", "es", "es"], reason: "the units' signs" },
  { text: "{{size}} pixels, {{megapixels}} MP", languages: ["fr"], reason: "pixels, and the unit's sign" },
  { text: "{{pixels}} pixels, {{megapixels}} MP", languages: ["fr"], reason: "pixels, and the unit's sign" },
  { text: "{{bits}} bits, {{channels}}", languages: ["fr", "es", "es"], reason: "the unit" },
  { text: "Ctrl", languages: ["fr", "es", "zh", "ja", "es", "zh", "ja"], reason: "printed on the key" },
  { text: "Esc", languages: ["de", "es", "zh", "ja", "es", "zh", "ja"], reason: "printed on the key" },
  { text: "Command", languages: ["zh", "ja"], reason: "printed on the key" },
  { text: "Enter", languages: ["zh", "ja"], reason: "printed on the key" },
  { text: "Shift", languages: ["zh", "ja"], reason: "printed on the key" },
  { text: "Command", languages: ["zh", "ja"], reason: "the key's name" },
  { text: "Shift", languages: ["zh", "ja"], reason: "printed on the key" },
  { text: "Enter", languages: ["zh", "ja"], reason: "printed on the key" },
  { text: "Plus", languages: ["de", "fr"], reason: "the sign's name" },
  { text: "Minus", languages: ["de"], reason: "the sign's name" },
  { text: "Auto", languages: ["de", "fr"], reason: "short for automatic" },
  { text: "Format", languages: ["de", "fr"], reason: "the same word" },
  { text: "Name", languages: ["de"], reason: "the same word" },
  { text: "Original", languages: ["de", "fr", "es"], reason: "the same word" },
  { text: "Prompt", languages: ["de", "fr", "es", "es"], reason: "the field's word, taken over" },
  { text: "Sampler", languages: ["de"], reason: "the field's word, taken over" },
  { text: "Seed", languages: ["de"], reason: "the field's word, taken over" },
  { text: "Image {{number, number}}", languages: ["fr"], reason: "the same word" },
  { text: "{{count, number}} image", languages: ["fr"], reason: "the same word" },
  { text: "{{count, number}} images", languages: ["fr"], reason: "the same word" },
  { text: "Messages", languages: ["fr"], reason: "the same word" },
  { text: "Photos", languages: ["fr"], reason: "the same word" },
  { text: "Portrait", languages: ["fr"], reason: "the same word" },
  { text: "Proportions", languages: ["fr"], reason: "the same word" },
  { text: "Source", languages: ["fr"], reason: "the same word" },
];

/** Whether a language rightly says this as English does. */
export const isSameText = (language: string, text: string): boolean =>
  sameTexts.some((same) => same.text === text && same.languages.some((code) => code === language));
