import type { IdleStage } from "./idle-stage.ts";
import { idleStage } from "./idle-stage.ts";
import type { KioskPorts } from "./kiosk-ports.ts";
import type { AskingSettings } from "../visit/asked-form.ts";

/** How long is waited, in milliseconds. */
export type IdleSettings = Pick<AskingSettings, "idleMs" | "countdownMs">;

/** What idling is told of the screens, and tells them. */
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
  declare stage: IdleStage | null;
  declare private readonly ports: Pick<KioskPorts, "now" | "timers">;
  declare private readonly host: IdleHost;
  declare private touchedAtMs: number;
  declare private stop: () => void;

  constructor(ports: Pick<KioskPorts, "now" | "timers">, host: IdleHost) {
    this.ports = ports;
    this.host = host;
    this.stage = null;
    this.stop = () => {};
    this.touchedAtMs = 0;
  }

  /** Somebody touched the screen or a key. */
  touch(): void {
    const wasCounting = this.stage?.kind === "countdown";
    this.touchedAtMs = this.ports.now().monotonicMs;
    this.look();
    if (wasCounting) this.host.changed();
  }

  /** Looks again, now and when there will be something new to tell. */
  look(): void {
    this.stop();
    const settings = this.host.settings();
    this.stage = settings && idleStage(this.ports.now().monotonicMs - this.touchedAtMs, settings);
    if (!this.stage) return;
    const { nextMs } = this.stage;
    if (nextMs === null) {
      this.stage = null;
      this.host.over();
      return;
    }
    this.stop = this.ports.timers.after(nextMs, () => {
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
