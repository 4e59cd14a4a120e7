import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";

import { dropGenerator, putGenerator } from "@/features/generators/generatorEvents";
import { generatorsQuery } from "@/services/api/queries";
import { generatorRecord } from "@/testing/records";

const painter = generatorRecord();
const turbo = generatorRecord({ name: "sd-turbo", state: "missing" });

function clientWithGenerators(): QueryClient {
  const client = new QueryClient();
  client.setQueryData(generatorsQuery.queryKey, { items: [painter, turbo], default: "painter" });
  return client;
}
const listIn = (client: QueryClient) => client.getQueryData(generatorsQuery.queryKey);

test("a generator's new state takes the place of its old one", () => {
  const client = clientWithGenerators();
  const fetching = { ...turbo, state: "downloading", progress: 0.3 } as const;
  putGenerator(client, fetching);
  expect(listIn(client)).toEqual({ items: [painter, fetching], default: "painter" });
});

test("a generator that was added comes last, and one that was removed goes", () => {
  const client = clientWithGenerators();
  const added = generatorRecord({ name: "added" });
  putGenerator(client, added);
  expect(listIn(client)?.items).toEqual([painter, turbo, added]);
  dropGenerator(client, added);
  expect(listIn(client)?.items).toEqual([painter, turbo]);
});

test("as long as the list is not loaded there is nothing to change", () => {
  const client = new QueryClient();
  putGenerator(client, painter);
  expect(listIn(client)).toBeUndefined();
});
