/** `npm run build`: builds the front end into the Python package when its sources have changed. */

import { buildFrontEnd, prepareJavaScript } from "./setup/javascript.mjs";
import { runMain } from "./setup/report.mjs";

async function main() {
  await prepareJavaScript();
  await buildFrontEnd();
  return 0;
}

await runMain(main);
