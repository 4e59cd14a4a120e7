import "@testing-library/jest-dom/vitest";

import { cleanup } from "@testing-library/react";
import { afterEach, beforeEach } from "vitest";

import { galleryColumnStore } from "@/app/galleryColumnStore";
import "@/i18n/i18n";
import { modelUploadsStore } from "@/features/customModels/modelUploads";
import { factsOpenedStore } from "@/features/facts/factsOpenedStore";
import { generationSettingsStore } from "@/features/generation/generationSettings";
import { modelsPageStore } from "@/features/models/modelsPage";
import { noticeStore } from "@/features/notices/noticeStore";
import { previewStore } from "@/features/jobs/previewStore";
import { queueOpenedStore } from "@/features/jobs/queueOpenedStore";
import { keysOpenedStore } from "@/features/keys/keysOpenedStore";
import { followedJobsStore } from "@/features/library/followedJobsStore";
import { filtersOpenedStore } from "@/features/gallery/filtersOpenedStore";
import { galleryFilterStore } from "@/features/library/galleryFilter";
import { pagesInSightStore } from "@/features/library/pagesInSightStore";
import { selectionDialogStore } from "@/features/library/selectionDialogStore";
import { selectionStore } from "@/features/library/selectionStore";
import { shownImageStore } from "@/features/library/shownImageStore";
import { deletionsStore } from "@/features/library/trash";
import { copiedRecipeStore } from "@/features/recipes/copiedRecipeStore";
import { downloadedJobStore } from "@/features/archives/downloadedJobStore";
import { patternStore } from "@/features/archives/patternStore";
import { openedPanelsStore } from "@/features/postprocessing/openedPanelsStore";
import { unfoldedJobsStore } from "@/features/queue/unfoldedJobsStore";
import { faceChoiceStore } from "@/features/restoration/faceChoiceStore";
import { restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import { tuningOpenedStore } from "@/features/tuning/tuningOpenedStore";
import { compareStore } from "@/features/viewer/compareStore";
import { linkStateStore } from "@/services/events/linkStateStore";
import { watchedJobsStore } from "@/services/events/watchedJobs";

/** Size that every observed element is said to have, since jsdom lays nothing out. */
const SIZE = { x: 0, y: 0, top: 0, left: 0, width: 300, height: 600 };

/** Stands in for the browser's observer: reports that size once. */
class FixedSizeObserver {
  constructor(private readonly report: (entries: { target: Element; contentRect: typeof SIZE }[]) => void) {}

  observe(target: Element): void {
    this.report([{ target, contentRect: SIZE }]);
  }

  unobserve(): void {
    return;
  }

  disconnect(): void {
    return;
  }
}

const doNothing = () => undefined;

Object.assign(window, {
  ResizeObserver: FixedSizeObserver,
  matchMedia: (media: string) => ({
    media,
    matches: false,
    addEventListener: doNothing,
    removeEventListener: doNothing,
  }),
});
// Tells that fonts were loaded, which changes how high a text is.
Object.assign(document, { fonts: new EventTarget() });
Object.assign(URL, { createObjectURL: () => "blob:none", revokeObjectURL: doNothing });

/** Elements that a pointer is captured by, which jsdom does not know of. */
const capturing = new WeakSet<Element>();

Object.assign(Element.prototype, {
  scrollIntoView: doNothing,
  setPointerCapture(this: Element) {
    capturing.add(this);
  },
  hasPointerCapture(this: Element) {
    return capturing.has(this);
  },
});

beforeEach(() => {
  window.localStorage.clear();
  window.history.replaceState(null, "", "/");
  for (const store of [
    factsOpenedStore,
    galleryColumnStore,
    generationSettingsStore,
    keysOpenedStore,
    modelsPageStore,
    modelUploadsStore,
    noticeStore,
    openedPanelsStore,
    previewStore,
    queueOpenedStore,
    selectionDialogStore,
    selectionStore,
    galleryFilterStore,
    filtersOpenedStore,
    pagesInSightStore,
    deletionsStore,
    downloadedJobStore,
    unfoldedJobsStore,
    copiedRecipeStore,
    patternStore,
    shownImageStore,
    followedJobsStore,
    faceChoiceStore,
    restorationSettingsStore,
    tuningOpenedStore,
    upscalingSettingsStore,
    compareStore,
    linkStateStore,
    watchedJobsStore,
  ]) {
    store.reset();
  }
});

afterEach(cleanup);
