import type { KioskDeps } from "./kiosk-deps.ts";

/** What a QR code on a receipt tells. */
export type ReceiptCode = { readonly service: string; readonly dossier: string };

/** Why no code was read from a receipt: it was not understood, or there is no camera. */
export type ScanNews = "" | "unread" | "camera";

/** The services on offer, and who hears of a scan. */
export type ScanHost = {
  /** Ids of the services that a code may name. */
  readonly offered: () => readonly string[];
  readonly found: (code: ReceiptCode) => void;
  readonly failed: () => void;
};

/** Looks for a receipt's code while the camera's screen is shown, and no longer. */
export class ScanController {
  news: ScanNews = "";
  declare private readonly scan: KioskDeps["scan"];
  declare private readonly host: ScanHost;
  /** Ends the search. */
  private search: AbortController | null = null;

  constructor(scan: KioskDeps["scan"], host: ScanHost) {
    this.scan = scan;
    this.host = host;
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

const dossierPattern = /[A-Z]\d{2}(?:\.\d{1,4})*-\d{6}-\d{3,8}/;

/**
 * Finds the dossier's code (`H20.20.4-241124-0001`) and one of the offered services (`1.004227`) in a scanned text: a plain
 * code or an address. What is missing is empty; undefined if both are.
 */
export function receiptCode(text: string, offered: readonly string[]): ReceiptCode | undefined {
  const dossier = dossierPattern.exec(text)?.[0] ?? "";
  const words = text.split(/[^A-Za-z0-9._-]+/);
  const service = offered.find((id) => words.some((word) => word === id || word.startsWith(`${id}.`))) ?? "";
  return dossier || service ? { service, dossier } : undefined;
}
