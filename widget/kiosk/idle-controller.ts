import type { KioskDeps } from "./kiosk-deps.ts";
import type { AskingSettings } from "../visit/asked-questions.ts";

/** How long is waited, in milliseconds. */
export type IdleSettings = Pick<AskingSettings, "idleMs" | "countdownMs">;

/** Whether somebody seems to be there; `nextMs`: when to look again, null once it is over. */
export type IdleStage = {
  readonly kind: "present" | "countdown" | "over";
  /** Whole seconds until everything is wiped, rounded up. */
  readonly secondsLeft: number;
  readonly nextMs: number | null;
};

/** The screens, as far as they matter here. */
export type IdleHost = {
  /** How long is waited; null while there is nothing to wipe. */
  readonly settings: () => IdleSettings | null;
  readonly changed: () => void;
  /** Nobody is there any more. */
  readonly over: () => void;
};

/** Watches for somebody who has gone: after a while a countdown, after that everything is wiped. */
export class IdleController {
  /** Null while there is nothing to wipe. */
  stage: IdleStage | null = null;
  declare private readonly deps: Pick<KioskDeps, "now" | "timers">;
  declare private readonly host: IdleHost;
  private touchedAtMs = 0;
  private stop: () => void = () => {};

  constructor(deps: Pick<KioskDeps, "now" | "timers">, host: IdleHost) {
    this.deps = deps;
    this.host = host;
  }

  /** Somebody touched the screen or a key. */
  touch(): void {
    const wasCounting = this.stage?.kind === "countdown";
    this.touchedAtMs = this.deps.now().monotonicMs;
    this.look();
    if (wasCounting) this.host.changed();
  }

  /** Looks again, now and when there will be something new to tell. */
  look(): void {
    this.stop();
    const settings = this.host.settings();
    this.stage = settings && idleStage(this.deps.now().monotonicMs - this.touchedAtMs, settings);
    if (!this.stage) return;
    const { nextMs } = this.stage;
    if (nextMs === null) {
      this.stage = null;
      this.host.over();
      return;
    }
    this.stop = this.deps.timers.after(nextMs, () => {
      this.look();
      this.host.changed();
    });
  }

  /** No timers any more. */
  disconnect(): void {
    this.stop();
    this.stage = null;
  }
}

/**
 * Where a visit stands after nobody has touched anything for a while.
 * @param quietMs milliseconds since the last touch or key, by a monotonic clock; ≥ 0
 */
export function idleStage(quietMs: number, { idleMs, countdownMs }: IdleSettings): IdleStage {
  const leftMs = idleMs + countdownMs - quietMs;
  const secondsLeft = Math.max(0, Math.ceil(leftMs / 1000));
  if (leftMs <= 0) return { kind: "over", secondsLeft, nextMs: null };
  if (quietMs < idleMs) return { kind: "present", secondsLeft, nextMs: idleMs - quietMs };
  return { kind: "countdown", secondsLeft, nextMs: leftMs - (secondsLeft - 1) * 1000 };
}
