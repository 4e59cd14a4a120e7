import "@mantine/core/styles.css";
import "@/app/global.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "@/app/App";
import { tellLanguageNotLoaded } from "@/app/languageNotice";
import { styleNonce } from "@/app/styleNonce";
import { currentLanguage, startLanguage } from "@/i18n/i18n";

declare global {
  /** Where packages that add styles, such as the one that keeps the page still behind a dialog, look for the nonce. */
  var __webpack_nonce__: string | undefined;
}
globalThis.__webpack_nonce__ = styleNonce;

const root = document.getElementById("root");
if (!root) {
  throw new Error("index.html has no element with the id root");
}
const language = await startLanguage();
if (language !== currentLanguage()) {
  tellLanguageNotLoaded(language);
}
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
