import assert from "node:assert/strict";
import { test } from "node:test";

import { sharedArguments } from "./weights.mjs";

test("fetching weights heeds what serving is told of folders and the network, and nothing else", () => {
  const given = ["--port", "9091", "--root", "/srv", "--offline", "--no_restore", "--ca_bundle=/a=b.pem", "--no-open"];
  assert.deepEqual(sharedArguments(given), ["--root", "/srv", "--offline", "--ca_bundle=/a=b.pem"]);
});

test("a flag that is given several times is passed on as often", () => {
  const mirrors = ["--mirror", "https://a.example", "--mirror=https://b.example", "--no-offline"];
  assert.deepEqual(sharedArguments(mirrors), mirrors);
  assert.deepEqual(sharedArguments([]), []);
});
