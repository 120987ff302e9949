import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Presses of Esc that leave the page, and within how many milliseconds. */
const presses = 3;
const withinMs = 2000;

/** Leaves a page at once when Esc is pressed three times within two seconds. Holding the key down is one press. */
export class QuickExitController implements ReactiveController {
  private times: readonly number[] = [];
  private readonly keys: EventTarget;
  private readonly leave: () => void;

  constructor(host: ReactiveControllerHost, keys: EventTarget, leave: () => void) {
    this.keys = keys;
    this.leave = leave;
    host.addController(this);
  }

  hostConnected(): void {
    this.keys.addEventListener("keydown", this.press);
  }

  hostDisconnected(): void {
    this.keys.removeEventListener("keydown", this.press);
  }

  private readonly press = (event: Event): void => {
    const { key, repeat, isComposing, timeStamp } = event as KeyboardEvent;
    if (key !== "Escape") this.times = [];
    if (key !== "Escape" || repeat || isComposing) return;
    this.times = [...this.times, timeStamp].slice(-presses);
    const [first = timeStamp] = this.times;
    if (this.times.length === presses && timeStamp - first <= withinMs) this.leave();
  };
}
