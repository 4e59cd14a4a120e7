import { act, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";

import { takeManyChanges } from "@/features/library/libraryEvents";
import { useFirstImageShown } from "@/features/library/hooks/useFirstImageShown";
import { shownImageStore } from "@/features/library/shownImageStore";
import { startFakeServer } from "@/testing/fakeServer";
import { imageRecord } from "@/testing/records";
import { renderPart } from "@/testing/renderPart";

const newest = imageRecord("newest");
const older = imageRecord("older", { age: 10 });
const inTrash = { ...newest, deleted_at: "2026-01-02T00:00:00Z" };

function Shown() {
  useFirstImageShown();
  return null;
}

test.each([
  ["the newest that is left", [older], "older"],
  ["nothing when none is", [], null],
])("when the shown image went to the trash among many, the viewer shows %s", async (_, left, expected) => {
  let items = [newest, older];
  startFakeServer({
    "GET /api/images": () => ({ items, next: null, total: items.length }),
    "GET /api/images/newest": () => (items.includes(newest) ? newest : inTrash),
    "GET /api/images/older": () => older,
  });
  const queryClient = renderPart(<Shown />);
  await waitFor(() => {
    expect(shownImageStore.get()).toBe("newest");
  });

  items = left;
  act(() => {
    takeManyChanges(queryClient);
  });

  await waitFor(() => {
    expect(shownImageStore.get()).toBe(expected);
  });
});
