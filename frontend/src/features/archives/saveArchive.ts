import { archiveUrl, createArchive } from "@/services/api/endpoints";

/**
 * Has the browser save a zip of images, given by their ids; it is made while it is saved.
 *
 * @throws ApiProblem when the server refuses, Unreachable when there is no answer.
 */
export async function saveArchive(images: readonly string[], pattern: string): Promise<void> {
  const { id, file_name } = await createArchive(images, pattern);
  const link = document.createElement("a");
  link.href = archiveUrl(id);
  link.download = file_name;
  link.click();
}
