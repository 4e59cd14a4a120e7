import { useEffect, useState } from "react";

import { droppedFiles } from "@/features/upload/imageFiles";

/** Takes files that are dropped anywhere on the page; tells whether some are being dragged over it. */
export function useFileDrop(onFiles: (files: File[]) => void): boolean {
  const [dragging, setDragging] = useState(false);

  useEffect(() => {
    // Entering counts too: a drop right after the pointer came over another element is refused otherwise.
    const onDragOver = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files")) {
        event.preventDefault();
        setDragging(true);
      }
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) {
        setDragging(false);
      }
    };
    const onDrop = (event: DragEvent) => {
      setDragging(false);
      if (event.dataTransfer?.types.includes("Files")) {
        event.preventDefault();
        void droppedFiles(event.dataTransfer).then(onFiles);
      }
    };

    window.addEventListener("dragenter", onDragOver);
    window.addEventListener("dragover", onDragOver);
    window.addEventListener("dragleave", onDragLeave);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragenter", onDragOver);
      window.removeEventListener("dragover", onDragOver);
      window.removeEventListener("dragleave", onDragLeave);
      window.removeEventListener("drop", onDrop);
    };
  }, [onFiles]);

  return dragging;
}
