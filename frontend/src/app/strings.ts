export const strings = {
  name: "Burnish",
  settings: "Settings",
  gallery: "Gallery",
  openSettings: "Open the settings",
  openGallery: "Open the gallery",
  close: "Close",
  theme: "Theme",
  themes: { light: "Light", dark: "Dark", auto: "As the system" },
  reconnecting: "Reconnecting…",
  reconnectingHelp: "The connection to the server is lost. What you see may be old; it comes up to date by itself.",
};
