import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const brand: MantineColorsTuple = [
  "#effcf9",
  "#d3f5ee",
  "#a6eadd",
  "#71d9c8",
  "#42c0af",
  "#26a596",
  "#1a8579",
  "#0f6f66",
  "#115953",
  "#124a46",
];

export const theme = createTheme({
  primaryColor: "brand",
  primaryShade: { light: 7, dark: 7 },
  colors: { brand },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
});

/** Secondary text and lines with more contrast than Mantine's own, which is too faint to read at small sizes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { "--mantine-color-dimmed": "#59636e" },
  dark: { "--mantine-color-dimmed": "#a9b1ba" },
});
