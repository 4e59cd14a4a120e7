import { fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { NoticeCard } from "@/features/notices/components/NoticeCard";
import { noticeStore, notify } from "@/features/notices/noticeStore";
import { renderPart } from "@/testing/renderPart";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test("a notice leaves by itself, but not while somebody reads it", () => {
  notify({ kind: "problem", title: "It failed", message: "The engine stopped." });
  const [notice] = noticeStore.get();
  if (!notice) {
    throw new Error("There is no notice");
  }
  renderPart(<NoticeCard notice={notice} />);
  fireEvent.mouseEnter(screen.getByRole("alert"));
  vi.advanceTimersByTime(60_000);
  expect(noticeStore.get()).toHaveLength(1);
  fireEvent.mouseLeave(screen.getByRole("alert"));
  vi.advanceTimersByTime(20_000);
  expect(noticeStore.get()).toEqual([]);
});
