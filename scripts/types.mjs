/**
 * `npm run types`: writes the front end's OpenAPI document and TypeScript types from the server's pydantic models.
 *
 * `npm run types -- --check` writes nothing and fails when they are not those of the models.
 */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import generateTypes, { astToString, COMMENT_HEADER } from "openapi-typescript";

import { inEnvironment, inRoot } from "./setup/paths.mjs";
import { runMain, SetupProblem } from "./setup/report.mjs";
import { outputOf } from "./setup/run.mjs";

const folder = inRoot("frontend", "src", "services", "api");

async function main() {
  const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
  const document = outputOf(inEnvironment("python"), ["-m", "burnish.web.schema"]);
  if (document === null) {
    throw new SetupProblem("The server's OpenAPI document cannot be made. See: .venv/bin/python -m burnish.web.schema");
  }
  const types = COMMENT_HEADER + astToString(await generateTypes(JSON.parse(document)));
  keep(`${folder}/schema.generated.json`, `${document}\n`, values.check);
  keep(`${folder}/schema.generated.ts`, types, values.check);
  return 0;
}

function keep(path, content, check) {
  if (existsSync(path) && readFileSync(path, "utf8") === content) return;
  if (check) throw new SetupProblem(`${path} is not what the server's models give. Run: npm run types`);
  writeFileSync(path, content);
  console.log(`Wrote ${path}`);
}

await runMain(main);
