import { formatBytes } from "@/common/format";
import { createStore, type Store } from "@/common/store";
import { chunkFiles } from "@/features/upload/chunkFiles";
import { looksLikeImage } from "@/features/upload/imageFiles";
import { translator } from "@/i18n/i18n";
import { ApiProblem, sentenceOf, Unreachable } from "@/services/api/problem";
import type { ImageRecord } from "@/services/api/types";
import type { SendFiles } from "@/services/api/uploadFiles";
import { problemSentence } from "@/services/texts/problemTexts";

/** A file that was not added, and why. */
export interface UploadFailure {
  readonly name: string;
  readonly sentence: string;
  /** The file, where sending it again may help. */
  readonly again?: File;
}

/** How far the upload has come. */
export interface UploadState {
  readonly active: boolean;
  /** Files that are sent, or wait to be. */
  readonly total: number;
  /** Files that are done with, added or not. */
  readonly done: number;
  /** Ids of the images that were added. */
  readonly added: readonly string[];
  readonly bytesTotal: number;
  readonly bytesSent: number;
  readonly remainingSeconds: number | null;
  readonly failures: readonly UploadFailure[];
}

const IDLE: UploadState = {
  active: false,
  total: 0,
  done: 0,
  added: [],
  bytesTotal: 0,
  bytesSent: 0,
  remainingSeconds: null,
  failures: [],
};

/** What one request carries at most: enough to be quick, little enough to show progress and to cancel between. */
const CHUNK = { files: 10, bytes: 48_000_000 };

/** What an upload queue needs. */
export interface UploadQueueOptions {
  readonly send: SendFiles;
  /** The server's limit on a request, if it is known. */
  readonly maxBytes: () => number | null;
  /** Called after each request with the images that were added by it; `first` in the first of a row. */
  readonly onAdded: (images: readonly ImageRecord[], first: boolean) => void;
  /** Called when nothing waits any more, with the ids of the images that were added, if any. */
  readonly onFinished: (imageIds: readonly string[]) => void;
}

/** Sends any number of files to the library, request after request; more can be added meanwhile. */
export class UploadQueue {
  readonly state: Store<UploadState> = createStore(IDLE);
  private waiting: File[] = [];
  private controller = new AbortController();
  private startedAt = 0;

  constructor(private readonly options: UploadQueueOptions) {}

  /** Adds files, which are sent at once or after those that wait; those that cannot be images are listed as failures. */
  async add(files: readonly File[]): Promise<void> {
    const refusals = files.map((file) => ({ file, sentence: this.refusal(file) }));
    const accepted = refusals.filter(({ sentence }) => sentence === null).map(({ file }) => file);
    const failures = refusals.flatMap(({ file, sentence }) =>
      sentence === null ? [] : [{ name: file.name, sentence }],
    );
    this.waiting.push(...accepted);
    this.change(({ active, ...state }) => ({
      ...(active ? state : { ...IDLE, failures: state.failures }),
      active,
    }));
    this.change((state) => ({
      ...state,
      total: state.total + accepted.length,
      bytesTotal: state.bytesTotal + accepted.reduce((sum, file) => sum + file.size, 0),
      failures: [...state.failures, ...failures],
    }));
    if (!this.state.get().active && accepted.length > 0) {
      await this.run();
    }
  }

  /** Sends those files again that the server did not get for want of a connection. */
  async retry(): Promise<void> {
    const files = this.state.get().failures.flatMap(({ again }) => (again ? [again] : []));
    this.change((state) => ({ ...state, failures: state.failures.filter(({ again }) => !again) }));
    await this.add(files);
  }

  /** Stops the request under way and forgets the files that wait. */
  cancel(): void {
    this.waiting = [];
    this.controller.abort();
  }

  /** Forgets what the last upload came to. */
  clear(): void {
    if (!this.state.get().active) {
      this.state.reset();
    }
  }

  private async run(): Promise<void> {
    this.controller = new AbortController();
    this.startedAt = performance.now();
    this.change((state) => ({ ...state, active: true }));
    while (this.waiting.length > 0) {
      const bytes = Math.min(CHUNK.bytes, this.options.maxBytes() ?? CHUNK.bytes);
      const chunk = chunkFiles(this.waiting, { ...CHUNK, bytes })[0] ?? [];
      this.waiting = this.waiting.slice(chunk.length);
      await this.sendChunk(chunk);
    }
    this.change((state) => ({ ...state, active: false, remainingSeconds: null }));
    const { added } = this.state.get();
    if (added.length > 0) {
      this.options.onFinished(added);
    }
  }

  private async sendChunk(files: readonly File[]): Promise<void> {
    const before = this.state.get().bytesSent;
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    const onProgress = (sent: number) => {
      this.progress(before + Math.min(sent, bytes));
    };
    try {
      const { items, problems } = await this.options.send(files, onProgress, this.controller.signal);
      const failures = problems.map(({ name, problem }) => ({ name, sentence: problemSentence(problem) }));
      const isFirst = this.state.get().added.length === 0;
      this.finish(
        files.length,
        items.map(({ id }) => id),
        before + bytes,
        failures,
      );
      if (items.length > 0) {
        this.options.onAdded(items, isFirst);
      }
    } catch (error) {
      if (error instanceof ApiProblem && files.length > 1) {
        await this.sendOneByOne(files, before);
      } else {
        const failures = this.controller.signal.aborted ? [] : files.map((file) => failureOf(file, error));
        this.finish(files.length, [], before + bytes, failures);
      }
    }
  }

  /** Finds out what is wrong with each file of a request that was refused as a whole. */
  private async sendOneByOne(files: readonly File[], bytesBefore: number): Promise<void> {
    this.progress(bytesBefore);
    for (const file of files) {
      await this.sendChunk([file]);
    }
  }

  private finish(files: number, added: readonly string[], bytesSent: number, failures: readonly UploadFailure[]): void {
    this.change((state) => ({
      ...state,
      done: state.done + files,
      added: [...state.added, ...added],
      bytesSent,
      failures: [...state.failures, ...failures],
    }));
  }

  private progress(bytesSent: number): void {
    const seconds = (performance.now() - this.startedAt) / 1000;
    this.change((state) => ({
      ...state,
      bytesSent,
      remainingSeconds: seconds > 1 && bytesSent > 0 ? (seconds * (state.bytesTotal - bytesSent)) / bytesSent : null,
    }));
  }

  private change(next: (state: UploadState) => UploadState): void {
    this.state.update(next);
  }

  private refusal(file: File): string | null {
    const t = translator("upload");
    const limit = this.options.maxBytes();
    if (!looksLikeImage(file)) {
      return t("notAnImage");
    }
    if (file.size === 0) {
      return t("empty");
    }
    return limit !== null && file.size > limit
      ? t("tooLarge", { size: formatBytes(file.size), limit: formatBytes(limit) })
      : null;
  }
}

function failureOf(file: File, error: unknown): UploadFailure {
  const failure = { name: file.name, sentence: sentenceOf(error) };
  return error instanceof Unreachable ? { ...failure, again: file } : failure;
}
