/**
 * Holds the data folder for one server, and ends the runtime when the server's script is gone, even by SIGKILL.
 * Run by start.mjs with the folder as argument. Says `locked` or why not on stdout; on stdin comes `runtime <pid>`,
 * and its end means that the script has ended.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";

const lockWithinMs = 4000;
const endWithinMs = 2000;
const pollMs = 50;

// A signal to the whole group is for the script; the keeper ends when the script has.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

/** SQLite's lock is the kernel's: it needs no clean-up after a crash, and counts across containers. */
async function lock(folder) {
  const database = new DatabaseSync(join(folder, "lock"));
  database.exec("PRAGMA journal_mode = MEMORY");
  for (const end = Date.now() + lockWithinMs; ; await pause(pollMs)) {
    try {
      database.exec("BEGIN EXCLUSIVE");
      return database;
    } catch (error) {
      // The last server's keeper may need a moment to end its runtime.
      if (error.errcode !== 5 || Date.now() > end) throw error;
    }
  }
}

/** A process that nobody has waited for yet still answers signals; where the system tells, it counts as ended. */
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
