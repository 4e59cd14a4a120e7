import { createTheme, Menu, Popover, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const brand: MantineColorsTuple = [
  "#effcf9",
  "#d3f5ee",
  "#a6eadd",
  "#71d9c8",
  "#42c0af",
  "#26a596",
  "#187c71",
  "#0f6f66",
  "#115953",
  "#124a46",
];

export const theme = createTheme({
  primaryColor: "brand",
  primaryShade: { light: 7, dark: 6 },
  colors: { brand },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    // The place that would take the focus is none of the things that a menu may hold: the first of its items takes it.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    // No higher than the page has room for.
    Popover: Popover.extend({ defaultProps: { middlewares: { size: { padding: 5 } } } }),
  },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
});

/**
 * Colours of our own, and secondary text, errors and the ground of what is on with more contrast than Mantine's, which
 * are too faint. They are variables because the build rewrites CSS's light-dark() in a way that does not follow Mantine's
 * colour scheme.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#59636e",
    "--mantine-color-error": "#c92a2a",
    "--burnish-stage": "#eceff1",
    "--burnish-checker": "#d3d8dc",
    "--burnish-warning-text": "#7a4100",
    "--burnish-warning-ground": "#fff0db",
  },
  dark: {
    "--mantine-color-dimmed": "#a9b1ba",
    "--mantine-color-error": "#ff8787",
    "--mantine-color-brand-light": "var(--mantine-color-brand-9)",
    "--mantine-color-brand-light-hover": "var(--mantine-color-brand-8)",
    "--burnish-stage": "#161616",
    "--burnish-checker": "#2c2c2c",
    "--burnish-warning-text": "#ffd8a8",
    "--burnish-warning-ground": "#4a2f0b",
  },
});
