import { fileURLToPath } from "node:url";

import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

import { pageChunk } from "./pageChunk";
import { precompress } from "./precompress";

const server = "http://127.0.0.1:9090";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react(), precompress()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: {
    host: "127.0.0.1",
    // The server compares the name that it is called by with the page's origin, so that the name has to stay.
    proxy: {
      "/api": { target: server },
      "/socket.io": { target: server, ws: true },
    },
  },
  build: {
    outDir: "../backend/burnish/web/static",
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 1000,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: pageChunk, debugName: "page" }] } } },
  },
  test: {
    environment: "jsdom",
    // One window for all test files, whose stores the setup resets: starting one for each takes most of the time.
    pool: "threads",
    isolate: false,
    include: ["src/**/*.test.{ts,tsx}"],
    // Whole dialogs are rendered, which takes seconds on a machine that does other work meanwhile.
    testTimeout: 20_000,
    setupFiles: ["src/testing/setup.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
