import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import { fail } from "../../shared/result.ts";
import type { PageClock } from "../clock/start-clock.ts";
import type { KioskDeps } from "../kiosk/kiosk-deps.ts";

/** What a kiosk in a preview works with: the page's clock, and what it draws. */
export type PreviewKioskDeps = PageClock &
  Pick<KioskDeps, "sheet" | "random" | "server"> & { readonly config: () => TouchpointConfig | undefined };

/** Longest wait that still happens: the pause after drumming. Wiping and leaving come later, and nobody leaves a preview. */
const longestMs = 3000;

/** A kiosk's deps without a device: nothing is kept, numbered or sent, and the screen never goes on by itself. */
export function previewKioskDeps({ timers, ...given }: PreviewKioskDeps): KioskDeps {
  const nothing = (): void => {};
  return {
    ...given,
    timers: { after: (ms, work) => (ms > longestMs ? nothing : timers.after(ms, work)) },
    // Nobody is asked about pressure at random: the preview is the same each time.
    chance: () => 1,
    standing: () => "ready",
    isOnline: () => true,
    watch: () => nothing,
    enrol: async () => fail("storage"),
    keep: async () => true,
    occupied: nothing,
    checkPin: async () => "wrong",
    status: () => Promise.reject(new Error("a preview has no device")),
    sendNow: nothing,
    queueFile: async () => null,
    canRead: () => false,
    read: nothing,
    hush: nothing,
    scan: () => Promise.reject(new Error("a preview has no camera")),
  };
}
