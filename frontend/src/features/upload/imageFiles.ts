const EXTENSIONS = /\.(jpe?g|jfif|png|webp|tiff?|bmp|avif|heic|heif)$/i;
const MEDIA_TYPES = /^image\/(jpeg|png|webp|tiff|bmp|x-ms-bmp|avif|heic|heif)$/;

/** Names of files that systems put into folders without being asked. */
const IS_HIDDEN = /^\.|^(thumbs\.db|desktop\.ini)$/i;

/** What the file dialog offers. */
export const ACCEPTED_FILES =
  "image/jpeg,image/png,image/webp,image/tiff,image/bmp,image/avif,image/heic,.heic,.heif,.tif,.tiff";

/** Whether the file says that it is an image of a kind that the server reads; the server looks at its content. */
export function looksLikeImage({ name, type }: { name: string; type: string }): boolean {
  return MEDIA_TYPES.test(type) || EXTENSIONS.test(name);
}

/**
 * The files of a drop, those in folders included; hidden files are left out.
 *
 * Must be called while the drop is handled, since the browser empties the list afterwards.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const items = [...transfer.items].filter((item) => item.kind === "file");
  const files = await Promise.all(items.map((item) => filesOfItem(item.webkitGetAsEntry(), item.getAsFile())));
  return files.flat().filter((file) => !IS_HIDDEN.test(file.name));
}

/** A dropped file as it is; what is in a folder, of which browsers give as a file what cannot be read. */
async function filesOfItem(entry: FileSystemEntry | null, file: File | null): Promise<File[]> {
  if (entry !== null && isDirectory(entry)) {
    return filesOf(entry);
  }
  return file === null ? [] : [file];
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (isDirectory(entry)) {
    const children = await childrenOf(entry.createReader());
    const files: File[] = [];
    for (const child of children) {
      files.push(...(await filesOf(child)));
    }
    return files;
  }
  return isFile(entry)
    ? [
        await new Promise<File>((resolve, reject) => {
          entry.file(resolve, reject);
        }),
      ]
    : [];
}

/** All entries of a folder; the reader gives them in portions and an empty one at the end. */
async function childrenOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const children: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (portion.length === 0) {
      return children;
    }
    children.push(...portion);
  }
}

const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
