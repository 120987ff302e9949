import { keyNames } from "./keyboard-template.ts";
import type { EnrolFailure, KioskDeps } from "./kiosk-deps.ts";

/** An enrolment in the making. */
export type Enrolling = {
  readonly agency: string;
  readonly code: string;
  readonly field: "agency" | "code";
  readonly failure: EnrolFailure | null;
  readonly isBusy: boolean;
  /** Enrolled, but the browser does not promise to keep what is stored. */
  readonly isUnsafe: boolean;
  /** Asked for by the technician of a kiosk whose key was taken away. */
  readonly isAsked: boolean;
};

const nothingYet: Enrolling = {
  agency: "",
  code: "",
  field: "agency",
  failure: null,
  isBusy: false,
  isUnsafe: false,
  isAsked: false,
};

/** Codes are read without blanks, in capitals. */
function tidy(text: string, most: number): string {
  return text
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "")
    .slice(0, most);
}

/** Trades a code for a key of this tablet's own. */
export class EnrolController {
  state: Enrolling = nothingYet;
  declare private readonly enrol: KioskDeps["enrol"];
  declare private readonly changed: () => void;

  constructor(enrol: KioskDeps["enrol"], changed: () => void) {
    this.enrol = enrol;
    this.changed = changed;
  }

  /** Whether its screen is shown although the device is enrolled. */
  get isOpen(): boolean {
    return this.state.isAsked || this.state.isUnsafe;
  }

  /** A new code for a kiosk whose key was taken away. */
  open(): void {
    this.set({ isAsked: true });
  }

  /** Fills in a link's code such as `H20.7K3M9Q2X` and opens the screen, on an enrolled tablet too. */
  fill(given: string): void {
    const [agency = "", code = ""] = given.split(".");
    this.set({ agency: tidy(agency, 16), code: tidy(code, 8), field: "code", isAsked: true });
  }

  /** The field that keys write into. */
  choose(field: "agency" | "code"): void {
    if (field !== this.state.field) this.set({ field });
  }

  /** A field's text. */
  write(field: "agency" | "code", text: string): void {
    this.set(field === "agency" ? { agency: tidy(text, 16) } : { code: tidy(text, 8) });
  }

  /** A key of the screen's keyboard. */
  press(key: string): void {
    const { field } = this.state;
    const text = this.state[field];
    this.write(field, key === keyNames.erase ? text.slice(0, -1) : text + key);
  }

  /** Sends the code; nothing of it stays after an answer. */
  async submit(): Promise<void> {
    const { agency, code, isBusy } = this.state;
    if (isBusy) return;
    if (!agency || code.length < 8) return this.set({ field: agency ? "code" : "agency", failure: "code" });
    this.set({ isBusy: true, failure: null });
    const result = await this.enrol(agency, code);
    if (result.ok) this.set({ ...nothingYet, isUnsafe: !result.value.persisted });
    else this.set({ isBusy: false, failure: result.failure, ...(result.failure === "code" && { code: "" }) });
  }

  /** Closes the screen: not now, or the warning was read. An enrolled tablet goes on asking for ratings. */
  close(): void {
    this.set(nothingYet);
  }

  private set(change: Partial<Enrolling>): void {
    this.state = { ...this.state, ...change };
    this.changed();
  }
}
