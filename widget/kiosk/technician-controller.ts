import type { TechnicalMessageKey } from "../messages/technical-messages.ts";
import { keyNames } from "./keyboard-template.ts";
import type { DeviceStatus, KioskDeps } from "./kiosk-deps.ts";

/** How long a finger holds the corner, in milliseconds. */
export const holdMs = 3000;
/** Size of the upper left corner, in px each way. */
const cornerPx = 120;
/** Test mode ends by itself: in a forgotten one people's ratings would not count. */
const testForMs = 15 * 60_000;
const refreshMs = 2000;

/** Cells of the touch test, in rows of {@link touchColumns}. */
export const touchCells = 96;
/** See {@link touchCells}. */
export const touchColumns = 8;

/** What the technician sees. */
export type Technician = {
  readonly screen: "none" | "pin" | "status" | "touch";
  /** How many digits stand there; the digits themselves are never drawn. */
  readonly digits: number;
  readonly note: { readonly key: TechnicalMessageKey; readonly n: number } | null;
  readonly status: DeviceStatus | null;
  readonly cells: ReadonlySet<number>;
};

const away: Technician = { screen: "none", digits: 0, note: null, status: null, cells: new Set() };

/** The technician's screens behind a held corner and a PIN, and the test mode, which is not a person's visit. */
export class TechnicianController {
  state: Technician = away;
  /** Whether ratings are trials now. */
  isTest = false;
  declare private readonly deps: KioskDeps;
  declare private readonly changed: () => void;
  private pin = "";
  private isFree: () => boolean = () => false;
  private stopHold: () => void = () => {};
  private stopTest: () => void = () => {};
  private stopRefresh: () => void = () => {};
  private stopKeys: () => void = () => {};

  constructor(deps: KioskDeps, changed: () => void) {
    this.deps = deps;
    this.changed = changed;
  }

  /** Whether one of its screens is shown. */
  get isOpen(): boolean {
    return this.state.screen !== "none";
  }

  /** Opens the PIN's screen when a finger holds the corner for a while; never while a person is there. */
  watch(root: ShadowRoot, isFree: () => boolean): void {
    this.isFree = isFree;
    const listen = (name: "pointerdown" | "pointerup" | "pointercancel", hear: (event: PointerEvent) => void): void =>
      root.addEventListener(name, (event) => hear(event as PointerEvent));
    listen("pointerdown", ({ clientX, clientY }) => {
      this.stopHold();
      if (clientX >= cornerPx || clientY >= cornerPx) return;
      this.stopHold = this.deps.timers.after(holdMs, () => this.knock());
    });
    listen("pointerup", () => this.stopHold());
    listen("pointercancel", () => this.stopHold());
  }

  /**
   * Opens the same screen by Ctrl+Alt+K, and takes the PIN from a plugged-in keyboard. It listens on the document, since before
   * the first Tab nothing has the focus.
   */
  watchKeys(page: Document): void {
    const hear = (event: KeyboardEvent): void => {
      const { ctrlKey, altKey, code } = event;
      if (ctrlKey && altKey && code === "KeyK") this.knock();
      else if (this.state.screen === "pin" && !ctrlKey && !altKey) this.typed(event);
    };
    page.addEventListener("keydown", hear);
    this.stopKeys = () => page.removeEventListener("keydown", hear);
  }

  private typed(event: KeyboardEvent): void {
    const { key } = event;
    if (/^[0-9]$/.test(key)) this.press(key);
    if (key === "Backspace") this.press(keyNames.erase);
    // Enter on a button presses that button.
    if (key === "Enter" && !(event.composedPath()[0] instanceof HTMLButtonElement)) void this.submit();
  }

  private knock(): void {
    if (this.isFree() && !this.isOpen) this.open();
  }

  private open(): void {
    this.pin = "";
    this.set({ ...away, screen: "pin" });
  }

  /** Back to what people see. */
  close(): void {
    this.stopRefresh();
    this.pin = "";
    this.set(away);
  }

  /** A key of the PIN's keyboard. */
  press(key: string): void {
    this.pin = key === keyNames.erase ? this.pin.slice(0, -1) : (this.pin + key).slice(0, 8);
    this.set({ digits: this.pin.length, note: null });
  }

  /** Checks the PIN. */
  async submit(): Promise<void> {
    const { pin } = this;
    this.pin = "";
    this.set({ digits: 0 });
    const verdict = await this.deps.checkPin(pin);
    if (this.state.screen !== "pin") return;
    if (verdict === "right") return this.showStatus();
    if (verdict === "wrong") return this.set({ note: { key: "d.pin.wrong", n: 0 } });
    this.set({ note: { key: "d.pin.wait", n: Math.ceil(verdict.waitMs / 60_000) } });
  }

  /** Shows the device's state, and keeps it new. */
  showStatus(): void {
    this.set({ screen: "status", note: null, cells: new Set() });
    void this.refresh();
  }

  private async refresh(): Promise<void> {
    this.stopRefresh();
    const status = await this.deps.status().catch(() => null);
    if (this.state.screen !== "status") return;
    this.set({ status });
    this.stopRefresh = this.deps.timers.after(refreshMs, () => void this.refresh());
  }

  /** Ratings are trials from now on, or no longer. */
  test(isTest: boolean): void {
    this.stopTest();
    this.isTest = isTest;
    if (isTest) this.stopTest = this.deps.timers.after(testForMs, () => this.test(false));
    this.changed();
  }

  /** Sends, and asks for the state anew. */
  sendNow(): void {
    this.deps.sendNow();
    void this.refresh();
  }

  /** Hands the queue to the browser as a file. */
  async saveQueue(): Promise<void> {
    const file = await this.deps.queueFile();
    if (!file) return this.set({ note: { key: "d.file.none", n: 0 } });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file.json], { type: "application/json" }));
    link.download = file.name;
    link.click();
    // No page can know whether the browser stored it. A locked browser shows no download.
    this.set({ note: { key: "d.file.saved", n: 0 } });
    this.deps.timers.after(60_000, () => URL.revokeObjectURL(link.href));
  }

  /** Begins the touch test. */
  testTouch(): void {
    this.set({ screen: "touch", cells: new Set() });
  }

  /** A finger is over a cell. */
  touchCell(cell: number): void {
    if (cell >= 0 && cell < touchCells && !this.state.cells.has(cell)) {
      this.set({ cells: new Set([...this.state.cells, cell]) });
    }
  }

  /** No timers any more. */
  disconnect(): void {
    this.stopHold();
    this.stopTest();
    this.stopRefresh();
    this.stopKeys();
  }

  private set(change: Partial<Technician>): void {
    this.state = { ...this.state, ...change };
    this.changed();
  }
}
