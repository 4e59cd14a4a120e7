import { createStore } from "@/common/store";

/** Whether the server's events reach the page. */
export type LinkState = "connecting" | "connected" | "lost";

export const linkStateStore = createStore<LinkState>("connecting");
