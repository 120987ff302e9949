import type { KioskPorts } from "./kiosk-ports.ts";
import type { ReceiptCode } from "./receipt-code.ts";
import { receiptCode } from "./receipt-code.ts";

/** Why a receipt's code was looked for in vain: not understood, or no camera. */
export type ScanNews = "" | "unread" | "camera";

/** What scanning is told, and tells. */
export type ScanHost = {
  /** Services of which a code may name one, by id. */
  readonly offered: () => readonly string[];
  readonly found: (code: ReceiptCode) => void;
  readonly failed: () => void;
};

/** Looks for a receipt's code while the camera's screen is shown, and no longer. */
export class ScanController {
  declare news: ScanNews;
  declare private readonly scan: KioskPorts["scan"];
  declare private readonly host: ScanHost;
  /** Ends the search. */
  declare private search: AbortController | null;

  constructor(scan: KioskPorts["scan"], host: ScanHost) {
    this.scan = scan;
    this.host = host;
    this.news = "";
    this.search = null;
  }

  /** The camera's screen has been drawn; null: another one. */
  shown(video: HTMLVideoElement | null): void {
    if (!video) {
      this.search?.abort();
      this.search = null;
    } else if (!this.search) {
      this.search = new AbortController();
      void this.read(video, this.search.signal);
    }
  }

  private async read(video: HTMLVideoElement, stop: AbortSignal): Promise<void> {
    const text = await this.scan(video, stop).catch(() => null);
    if (stop.aborted) return;
    const code = text === null ? undefined : receiptCode(text, this.host.offered());
    this.news = code ? "" : text === null ? "camera" : "unread";
    if (code) this.host.found(code);
    else this.host.failed();
  }
}
