import { acted, mayAct, noTouches, touched, type TouchGuard } from "./touch-guard.ts";

/** Who hears of touches. */
export type PressHost = {
  readonly nowMs: () => number;
  /** Somebody touched the screen or pressed a key, wherever. */
  readonly touched: (where: Element) => void;
  /** The screen was paused because of drumming. */
  readonly paused: () => void;
};

/** A click this soon after a finger went up is its echo, in milliseconds. */
const echoMs = 300;

/**
 * Turns touches into presses: an event `press` at a button if the finger came down on it and went up inside of it, however
 * slowly. Keys and screen readers press by a click. Bounces and drumming press nothing, but for a keyboard's buttons
 * (`data-key`), since people type fast.
 */
export class PressController {
  guard: TouchGuard = noTouches;
  declare private readonly host: PressHost;
  private readonly down = new Map<number, HTMLElement>();
  private lastUp: number = Number.NEGATIVE_INFINITY;

  constructor(root: ShadowRoot, host: PressHost) {
    this.host = host;
    root.addEventListener("pointerdown", (event) => this.cameDown(event as PointerEvent));
    root.addEventListener("pointerup", (event) => this.wentUp(event as PointerEvent));
    root.addEventListener("pointercancel", (event) => this.down.delete((event as PointerEvent).pointerId));
    root.addEventListener("click", (event) => this.clicked(event as MouseEvent));
    root.addEventListener("keydown", (event) => this.keyed(event as KeyboardEvent));
    // Nothing is dragged, selected or asked for by a long press.
    for (const name of ["contextmenu", "dragstart"]) root.addEventListener(name, (event) => event.preventDefault());
  }

  private cameDown(event: PointerEvent): void {
    const button = buttonAt(event);
    const before = this.guard;
    if (!isKey(button)) this.guard = touched(before, this.host.nowMs());
    if (this.guard.pauses > before.pauses) this.host.paused();
    this.host.touched(event.target as Element);
    if (button && event.button === 0) this.down.set(event.pointerId, button);
  }

  private wentUp(event: PointerEvent): void {
    const button = this.down.get(event.pointerId);
    this.down.delete(event.pointerId);
    this.lastUp = event.timeStamp;
    if (button && isInside(event, button)) this.press(button);
  }

  private clicked(event: MouseEvent): void {
    const button = buttonAt(event);
    if (button && event.timeStamp - this.lastUp > echoMs) this.press(button);
  }

  private keyed(event: KeyboardEvent): void {
    this.host.touched(event.target as Element);
    // A key that is held down is one press.
    if (event.repeat && buttonAt(event)) event.preventDefault();
  }

  private press(button: HTMLElement): void {
    const nowMs = this.host.nowMs();
    const isTyping = isKey(button);
    if (!button.isConnected || button.matches(":disabled, [inert] *")) return;
    if (!isTyping && !mayAct(this.guard, nowMs)) return;
    if (!isTyping) this.guard = acted(this.guard, nowMs);
    button.dispatchEvent(new CustomEvent("press"));
  }
}

function buttonAt(event: Event): HTMLElement | null {
  return (event.target as Element).closest<HTMLElement>("button");
}

function isKey(button: HTMLElement | null): boolean {
  return button?.dataset["key"] !== undefined;
}

function isInside({ clientX, clientY }: PointerEvent, button: HTMLElement): boolean {
  const { left, right, top, bottom } = button.getBoundingClientRect();
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
}
