import app from "@/locales/en/app.json";
import common from "@/locales/en/common.json";

/** The English texts by namespace: one for each folder that shows any. The keys of all other languages are theirs. */
export const english = { app, common };
