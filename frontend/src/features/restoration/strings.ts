import { formatDuration, formatPercent } from "@/common/format";
import type { RestoreFacesStep } from "@/services/api/types";

const countFaces = (count: number) => (count === 1 ? "1 face" : `${count} faces`);

export const strings = {
  panelTitle: "Face Restoration",
  open: "Restore faces",
  openForSelection: "Restore faces…",
  forAll: "The settings hold for all of them: every face that is found in them is restored.",
  startAll: (images: string) => `Restore faces in ${images}`,
  dialogTitle: "Restore faces",
  closeDialog: "Close without restoring",
  notOpened: "The dialog could not be loaded",
  notOpenedHelp: "Burnish was perhaps updated. Load the page again.",
  notStarted: "The face restoration was not started",
  disabled: "Face restoration is switched off: Burnish was started with --no-restore.",
  unknown: "It is not known yet what this server can do.",

  finding: "Finding faces…",
  findingAfter: (title: string, progress: string) => `Next, after “${title}” (${progress})`,
  cancelFinding: "Stop looking",
  findingFailed: "The faces could not be looked for",
  findingStopped: "The search for faces was stopped",
  findingStoppedHelp: "Without it all faces that are found later on will be restored.",
  findAgain: "Look again",
  noReason: "It stopped without giving a reason.",
  foundInstead: (asked: string, used: string) => `Found with ${used}, because ${asked} is not on this machine.`,

  facesTitle: "Faces",
  picture: "The photo with its faces",
  included: (included: number, all: number) =>
    included === all ? `${countFaces(all)} to be restored` : `${countFaces(all)}, ${included} to be restored`,
  includeAll: "All",
  includeAllLabel: "All: restore every face",
  includeNone: "None",
  includeNoneLabel: "None: leave out every face",
  lessCertain: (count: number) => `${countFaces(count)} less certain not shown.`,
  showLessCertain: "Show less certain faces",
  tooSmall: (count: number, size: number) => `${countFaces(count)} smaller than ${size} pixels not shown.`,

  noFace: "No face was found",
  noFaceLessCertain:
    "There are places that look a little like a face. Lower the confidence to see them, or mark a face yourself.",
  noFaceAtAll: "If there is one, mark it yourself: drag a box around it.",

  mark: "Mark a face",
  marking: "Drag a box around the face, from above the forehead to below the chin.",
  markInMiddle: "Put a box in the middle",
  markingArea: "Drag a box around a face",
  markedKeys: "Arrow keys move the box, Shift and arrow keys change its size, Delete removes it.",
  removeMarked: (number: number) => `Remove face ${number}`,

  face: (number: number) => `Face ${number}`,
  faceSize: (width: number, height: number) => `${width} × ${height} pixels`,
  certainty: (confidence: number) => `${formatPercent(confidence)} sure`,
  marked: "marked by hand",
  faceIncluded: "included",
  faceLeftOut: "left out",
  include: (number: number) => `Restore face ${number}`,
  listMore: (next: number, all: number) =>
    next === all ? `List ${countFaces(next)} more` : `List ${countFaces(next)} more of ${all}`,
  before: "Before",
  after: "After",
  heldToCompare: (number: number) => `Before: face ${number} as it was`,
  holdToCompare: (number: number) => `After: face ${number} restored; hold to see it before`,
  strengthOfFace: (number: number) => `Strength of face ${number}`,
  strengthAsAll: "Strength as for all",
  setOwnStrength: "Own strength",
  setOwnStrengthLabel: (number: number) => `Own strength for face ${number}`,
  unsetOwnStrengthLabel: (number: number) => `Use the strength of all for face ${number}`,

  detectors: {
    resnet50: "RetinaFace ResNet50",
    "mobilenet0.25": "RetinaFace mobilenet0.25",
    mtcnn: "MTCNN",
  } satisfies Record<RestoreFacesStep["detector"], string>,
  monochrome: { auto: "Auto", on: "On", off: "Off" } satisfies Record<RestoreFacesStep["monochrome"], string>,
  more: "More",
  fetchedFirst: (size: string) => `Its network (${size}) is not on this machine yet; it is fetched first.`,
  licenceTitle: (licence: string) => `Licence: ${licence}`,
  licenceLink: "Read the licence",
  acceptLicence: "I accept this licence",
  licenceNotAccepted: (title: string) => `Accept the licence of ${title} first.`,

  alsoUpscale: "Also upscale",
  alsoUpscaleWith: (scale: number, model: string) => `${scale}x with ${model}, as set under Upscaling.`,
  alsoUpscaleOff: "Upscaling is switched off on this server (--no-esrgan).",
  order: "Restore the faces",
  orders: {
    source: "From the original’s own pixels (sharpest)",
    previous_step: "From the upscaled picture",
    before_upscaling: "Before upscaling",
  },

  limits: "This improves faces alone: scratches and tears stay, and very small faces get features that are made up.",
  timeEstimate: (seconds: number, count: number) => `About ${formatDuration(seconds)} for ${countFaces(count)}.`,
  nothingFound: "There is no face to restore yet.",
  allLeftOut: "Every face is left out.",
  start: (count: number | null) => (count === null ? "Restore faces" : `Restore ${countFaces(count)}`),
};
