import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";

import { applyEvent } from "@/app/applyEvent";
import { upscalingModelsQuery } from "@/services/api/queries";
import { upscalingModel } from "@/testing/records";

const general = upscalingModel();
const own = upscalingModel({ name: "own", kind: "custom" });
const event = { ...own, sequence: 1 };

test("a model that was added comes last, once, and one that was removed goes", () => {
  const client = new QueryClient();
  const names = () => client.getQueryData(upscalingModelsQuery.queryKey)?.items.map(({ name }) => name);
  client.setQueryData(upscalingModelsQuery.queryKey, { enabled: true, items: [general] });
  applyEvent(client, { name: "upscaling_model_updated", data: event });
  applyEvent(client, { name: "upscaling_model_updated", data: event });
  expect(names()).toEqual(["realesr-general-x4v3", "own"]);
  applyEvent(client, { name: "upscaling_model_removed", data: event });
  expect(names()).toEqual(["realesr-general-x4v3"]);
});

test("as long as the models are not loaded there is nothing to change", () => {
  const client = new QueryClient();
  applyEvent(client, { name: "upscaling_model_updated", data: event });
  expect(client.getQueryData(upscalingModelsQuery.queryKey)).toBeUndefined();
});
