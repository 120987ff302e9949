import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Writes a file that only its owner may read. After a crash the file is complete or absent. */
export function writeSecret(path, text) {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600, flush: true });
  renameSync(draft, path);
}

function reasonOf(error) {
  const reasons = {
    EROFS: "it is on a read-only file system",
    EACCES: "permission is denied",
    EPERM: "the system does not permit it",
    ENOSPC: "the disk is full",
    ENOTDIR: "a part of it is a file",
    ENOENT: "no folder can be made there",
    EEXIST: "it is a file",
  };
  return reasons[error.code] ?? error.message;
}

/** Makes a folder and its parents. Node's own `recursive` option hangs for some folders, such as those below /proc. */
function makeFolder(path) {
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) throw Object.assign(new Error(), { code: "EEXIST" });
    return;
  }
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/** Makes the folder and tries to write, because permission bits mean nothing to root. Returns null, or the problem. */
export function openDataFolder(folder) {
  const probe = join(folder, `probe.${process.pid}`);
  try {
    makeFolder(join(folder, "do"));
    writeFileSync(probe, "probe");
    writeFileSync(join(folder, "do", `probe.${process.pid}`), "probe");
    return null;
  } catch (error) {
    return `DATA_DIR ${folder} cannot be written: ${reasonOf(error)}.`;
  } finally {
    for (const path of [probe, join(folder, "do", `probe.${process.pid}`)]) {
      try {
        rmSync(path, { force: true });
      } catch {
        // The probe was never written.
      }
    }
  }
}

/** Whether no server has stored anything here yet. */
export function isEmptyFolder(folder) {
  return readdirSync(join(folder, "do")).length === 0;
}

/**
 * Returns `{ rootKey }`: the given one, else the one in the folder, else a new one of 256 bits. Or returns `{ problem
 * }`.
 */
export function keepRootKey(folder, given) {
  if (given !== "") return { rootKey: given };
  const path = join(folder, "root-key");
  try {
    if (!existsSync(path)) writeSecret(path, `${randomBytes(32).toString("base64url")}\n`);
    const rootKey = readFileSync(path, "utf8").trim();
    return /^[\x21-\x7e]{16,512}$/.test(rootKey)
      ? { rootKey }
      : { problem: `${path} holds no root key; restore or remove it.` };
  } catch (error) {
    return { problem: `${path} cannot be kept: ${reasonOf(error)}.` };
  }
}
