import type { TemplateResult } from "lit/html.js";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import type { Language } from "../messages/messages.ts";
import type { KioskSay } from "../messages/kiosk-messages.ts";
import type { QrEncode } from "../ui/controls-template.ts";
import type { ScanNews } from "./scan-controller.ts";
import type { Visit, VisitEvent } from "../visit/visit.ts";

/** What a visit's screens are drawn from, and who hears of acts. */
export type VisitView = {
  readonly say: KioskSay;
  readonly language: Language;
  readonly config: TouchpointConfig;
  readonly visit: Visit;
  /** Whether the newest revision is on the device; null while it is being written. */
  readonly isKept: boolean | null;
  readonly mayRechoose: boolean;
  /** Address of the server, without a slash at the end. */
  readonly server: string;
  readonly encode: QrEncode;
  /** Asks about words that name somebody; null until it is loaded. */
  readonly check: ((view: VisitView) => TemplateResult) | null;
  /** Why no code was read from a receipt. */
  readonly scanNews: ScanNews;
  /** Whether the next letter is a capital. */
  readonly isCapital: boolean;
  /** The privacy line, where it has no room at the foot; else empty. */
  readonly note: string;
  readonly act: (event: VisitEvent) => void;
  readonly typed: (key: string) => void;
  /** Turns that many pages of a list on, or back. */
  readonly turn: (by: number) => void;
};
