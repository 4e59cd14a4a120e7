import { createStore, type Store } from "@/common/store";

/** Where and how a store's value is remembered. */
export interface Persistence<T> {
  readonly key: string;
  /** Grows whenever the meaning of the stored value changes; a value of another version is not read. */
  readonly version: number;
  /** Makes a valid value out of anything at all, taking the default for whatever is missing or out of range. */
  readonly parse: (stored: unknown) => T;
}

/** The remembered value, or the default (`parse(undefined)`) where nothing usable is remembered. */
export function loadPersisted<T>({ key, version, parse }: Persistence<T>): T {
  return parse(readVersion(key, version));
}

/** A store whose value is remembered in the browser and followed across its tabs. */
export function createPersistedStore<T>(persistence: Persistence<T>): Store<T> {
  const store = createStore(loadPersisted(persistence));
  let writing = true;

  store.subscribe(() => {
    if (writing) {
      write(persistence.key, { version: persistence.version, value: store.get() });
    }
  });
  window.addEventListener("storage", (event) => {
    if (event.key === persistence.key) {
      writing = false;
      store.set(loadPersisted(persistence));
      writing = true;
    }
  });
  return store;
}

function readVersion(key: string, version: number): unknown {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(key) ?? "null");
    return isRecord(stored) && stored.version === version ? stored.value : undefined;
  } catch {
    // Storage is switched off in this browser, or holds something that is not JSON: the defaults apply.
    return undefined;
  }
}

function write(key: string, content: unknown): void {
  try {
    window.localStorage.setItem(key, JSON.stringify(content));
  } catch {
    // Storage is full or switched off: the settings hold for this visit only.
  }
}

/** Whether the value is an object whose fields can be looked at. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
