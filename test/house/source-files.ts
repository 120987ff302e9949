import { readdirSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../server/start-server.ts";

/** Paths from the project's root of all code in a folder and below. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : sourceFiles(path);
    return /(?<!\.d)\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });
}
