/** How many times a button or key zooms. */
export const ZOOM_STEP = 1.5;
