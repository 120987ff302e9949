import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Path of the project's folder, with a slash at its end. */
export const projectFolder: string = fileURLToPath(new URL("..", import.meta.url));

/** The version in `package.json`. */
export const projectVersion: string = (
  JSON.parse(readFileSync(`${projectFolder}package.json`, "utf8")) as { version: string }
).version;
