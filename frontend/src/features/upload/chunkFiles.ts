/** How much goes into one request. */
export interface ChunkLimits {
  readonly files: number;
  readonly bytes: number;
}

/** Files in portions for one request each, in their order; a file larger than the limit goes alone. */
export function chunkFiles(files: readonly File[], limits: ChunkLimits): File[][] {
  const chunks: File[][] = [];
  let bytes = 0;
  for (const file of files) {
    const chunk = chunks.at(-1);
    if (chunk && chunk.length < limits.files && bytes + file.size <= limits.bytes) {
      chunk.push(file);
      bytes += file.size;
    } else {
      chunks.push([file]);
      bytes = file.size;
    }
  }
  return chunks;
}
