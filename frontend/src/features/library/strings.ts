export const strings = {
  deleted: "Moved to the trash",
  notDeleted: "The image was not changed",
  undo: "Undo",
};
