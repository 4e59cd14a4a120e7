import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

import type { Plugin } from "vite";

const compressors = { br: promisify(brotliCompress), gz: promisify(gzip) };

/** Writes compressed versions beside each script and style, so that the server need not compress while a page waits. */
export function precompress(): Plugin {
  return {
    name: "burnish:precompress",
    apply: "build",
    async writeBundle({ dir = "" }, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name));
      await Promise.all(names.map((name) => compress(join(dir, name))));
    },
  };
}

async function compress(path: string): Promise<void> {
  const content = await readFile(path);
  for (const [suffix, compressed] of Object.entries(compressors)) {
    await writeFile(`${path}.${suffix}`, await compressed(content));
  }
}
