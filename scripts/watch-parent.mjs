import { readFileSync } from "node:fs";

const pollMs = 300;

/** Parent and name of a process, or null where the system does not tell. */
function statusOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const close = text.lastIndexOf(")");
    return { name: text.slice(text.indexOf("(") + 1, close), parent: Number(text.slice(close + 2).split(" ")[1]) };
  } catch {
    return null;
  }
}

function ancestors() {
  const parent = process.ppid;
  const status = statusOf(parent);
  // npm runs a script in a shell; some shells step aside for their last command, then npm is the parent.
  const viaShell = status !== null && /sh$/.test(status.name);
  return { parent, grandparent: viaShell ? status.parent : null };
}

/**
 * Calls `gone` once when npm, or the shell that it runs scripts in, is no longer there: npm does not pass every signal on.
 * Does nothing for a script that npm did not start, whose parent may well leave it behind on purpose.
 */
export function watchParent(gone) {
  if (process.env.npm_lifecycle_event !== "start") return;
  const first = ancestors();
  const timer = setInterval(() => {
    const moved = process.ppid !== first.parent;
    if (!moved && (first.grandparent === null || statusOf(first.parent)?.parent === first.grandparent)) return;
    clearInterval(timer);
    gone();
  }, pollMs);
  timer.unref();
}
