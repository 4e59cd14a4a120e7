import type { ModuleInfo } from "rolldown";

interface Modules {
  getModuleInfo(moduleId: string): ModuleInfo | null;
}

/**
 * Names the chunk of everything that the page needs at its start, and leaves the rest to the bundler; that would split
 * it by which lazy parts need what too, into so many files that asking for them takes longer than loading them.
 */
export function pageChunk(moduleId: string, modules: Modules): string | null {
  return isNeededAtStart(moduleId, modules, new Set()) ? "page" : null;
}

function isNeededAtStart(moduleId: string, modules: Modules, seen: Set<string>): boolean {
  const module = modules.getModuleInfo(moduleId);
  if (module === null || seen.has(moduleId)) {
    return false;
  }
  seen.add(moduleId);
  return module.isEntry || module.importers.some((importer) => isNeededAtStart(importer, modules, seen));
}
