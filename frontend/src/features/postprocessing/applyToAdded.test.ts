import { QueryClient } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";

import { noticeStore } from "@/features/notices/noticeStore";
import { applyToAdded } from "@/features/postprocessing/applyToAdded";
import { changeSettings, changeStep } from "@/features/restoration/restorationSettings";
import { Refusal, startFakeServer } from "@/testing/fakeServer";
import { jobRecord, restorationAlgorithm, upscalingModel } from "@/testing/records";

const offer = {
  "GET /api/upscaling/models": () => ({ enabled: true, items: [upscalingModel()] }),
  "GET /api/restoration/algorithms": () => ({ enabled: true, items: [restorationAlgorithm()] }),
};

test("photos that are added stay as they are until something is switched on", async () => {
  const sent = startFakeServer(offer);
  await applyToAdded(new QueryClient(), ["a"]);
  expect(sent.some(({ route }) => route.startsWith("POST"))).toBe(false);
  expect(noticeStore.get()).toEqual([]);
});

test("a licence that was not accepted is told with what to do, and the photos can be tried again", async () => {
  changeSettings({ applyToAdded: true });
  changeStep({ algorithm: "codeformer" });
  let accepted = false;
  const sent = startFakeServer({
    ...offer,
    "POST /api/jobs": () =>
      accepted ? jobRecord("1") : new Refusal(409, "Not accepted.", "/problems/licence-not-accepted"),
  });
  await applyToAdded(new QueryClient(), ["a", "b"]);
  const [notice] = noticeStore.get();
  expect(notice).toMatchObject({
    kind: "problem",
    message: expect.stringContaining("open Face Restoration") as string,
  });

  accepted = true;
  notice?.action?.run();
  await vi.waitFor(() => {
    expect(sent.filter(({ route }) => route === "POST /api/jobs")).toHaveLength(2);
  });
  expect(sent.at(-1)?.body).toMatchObject({
    images: ["a", "b"],
    recipe: { steps: [{ type: "restore_faces", algorithm: "codeformer" }] },
  });
});
