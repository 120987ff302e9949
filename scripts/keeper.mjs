/**
 * Locks the data folder for one server, and ends the runtime after the server's script has ended, even by SIGKILL.
 * start.mjs runs it with the folder as argument. It writes `locked`, or the reason why not, to stdout. It reads
 * `runtime <pid>` from stdin; when stdin closes, the script has ended.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";

const lockWithinMs = 4000;
const endWithinMs = 2000;
const pollMs = 50;

// A signal to the process group is for the script. The keeper ends after the script.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

/** Uses SQLite's lock, which the kernel holds: it needs no clean-up after a crash, and works across containers. */
async function lock(folder) {
  const database = new DatabaseSync(join(folder, "lock"));
  database.exec("PRAGMA journal_mode = MEMORY");
  for (const end = Date.now() + lockWithinMs; ; await pause(pollMs)) {
    try {
      database.exec("BEGIN EXCLUSIVE");
      return database;
    } catch (error) {
      // The keeper of the last server may still be ending its runtime.
      if (error.errcode !== 5 || Date.now() > end) throw error;
    }
  }
}

/** Whether a process has ended but still accepts signals, because its parent has not waited for it. */
function isZombie(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return /^\s*[ZX]/.test(stat.slice(stat.lastIndexOf(")") + 1));
  } catch {
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
}

async function end(pid) {
  if (!isAlive(pid)) return;
  process.kill(pid, "SIGTERM");
  for (const last = Date.now() + endWithinMs; isAlive(pid); await pause(pollMs)) {
    if (Date.now() > last) process.kill(pid, "SIGKILL");
  }
}

let runtime = null;
try {
  const held = await lock(process.argv[2]);
  process.stdout.write("locked\n");
  for await (const line of createInterface({ input: process.stdin })) {
    runtime = /^runtime \d+$/.test(line) ? Number(line.slice(8)) : null;
  }
  if (runtime !== null) await end(runtime).catch(() => {});
  held.close();
} catch (error) {
  process.stdout.write(error.errcode === 5 ? "taken\n" : `${error.message}\n`);
  process.exitCode = 1;
}
