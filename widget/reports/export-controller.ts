import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Problem } from "../office-ui/office-client.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { daysOf, type ExportChoice, fileName } from "./export-choice.ts";

/** A file that comes, has come, or did not. `rows` is counted where lines are rows, and `total` is known beforehand or null. */
export type Transfer = {
  readonly state: "running" | "done" | "cancelled" | "failed";
  readonly name: string;
  readonly bytes: number;
  readonly rows: number | null;
  readonly total: number | null;
  /** Null where the connection broke off. */
  readonly problem: Problem | null;
};

/** Above this a browser with little memory may fail, since it holds the file until it is whole. */
export const heavyBytes = 200_000_000;

const lineBreak = 10;

/** Loads a file by the session, piece by piece, and hands it to the browser's downloads once it is whole. */
export class ExportController implements ReactiveController {
  transfer: Transfer | null = null;
  private readonly host: ReactiveControllerHost;
  private readonly office: OfficeDeps;
  private stop: AbortController | null = null;

  constructor(host: ReactiveControllerHost, office: OfficeDeps) {
    this.host = host;
    this.office = office;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop?.abort();
  }

  /** Cancels: what has come is thrown away. */
  cancel(): void {
    this.stop?.abort();
  }

  /** Loads a file. One at a time. */
  async start(choice: ExportChoice): Promise<void> {
    if (this.transfer?.state === "running") return;
    const name = fileName(this.office.agency, choice, this.office.today());
    const stop = new AbortController();
    this.stop = stop;
    this.show({ state: "running", name, bytes: 0, rows: null, total: null, problem: null });
    const { data, error, response } = await this.ask(choice, stop.signal);
    if (stop.signal.aborted) return this.end("cancelled");
    if (!data) return this.end("failed", error ?? null);
    const total = Number(response.headers.get("row-count") ?? Number.NaN);
    const hasLines = choice.format === "csv" || choice.format === "ndjson";
    // The first line of a CSV names the columns.
    this.update({
      total: Number.isNaN(total) ? null : total,
      rows: hasLines ? (choice.format === "csv" ? -1 : 0) : null,
    });
    const parts = await this.read(data).catch(() => null);
    if (stop.signal.aborted) return this.end("cancelled");
    if (!parts) return this.end("failed");
    saveFile(new Blob(parts, { type: response.headers.get("content-type") ?? "" }), name, this.office);
    this.end("done");
  }

  private async read(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>[]> {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const reader = stream.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const part = next.value as Uint8Array<ArrayBuffer>;
      parts.push(part);
      const { bytes, rows } = this.transfer ?? { bytes: 0, rows: null };
      const lines = rows === null ? null : rows + part.reduce((sum, byte) => sum + (byte === lineBreak ? 1 : 0), 0);
      this.update({ bytes: bytes + part.length, rows: lines });
    }
    return parts;
  }

  private ask({ list, format, unit, by, locale, ...span }: ExportChoice, signal: AbortSignal): Promise<Streamed> {
    const { client, agency, today } = this.office;
    const path = { agency, format };
    const query = { ...daysOf(span, today()), ...(unit === "" ? {} : { unit }), locale };
    const how = { parseAs: "stream", signal } as const;
    const records = { params: { path, query }, ...how };
    if (list === "feedback") return client.GET("/v1/agencies/{agency}/exports/feedback.{format}", records);
    if (list === "comments") return client.GET("/v1/agencies/{agency}/exports/comments.{format}", records);
    const params = { path, query: { ...query, by } };
    return client.GET("/v1/agencies/{agency}/exports/indices.{format}", { params, ...how });
  }

  private end(state: Transfer["state"], problem: Problem | null = null): void {
    this.stop = null;
    this.update({ state, problem });
  }

  private update(more: Partial<Transfer>): void {
    if (this.transfer) this.show({ ...this.transfer, ...more });
  }

  private show(transfer: Transfer): void {
    this.transfer = transfer;
    this.host.requestUpdate();
  }
}

type Streamed = { data?: ReadableStream<Uint8Array> | null; error?: Problem; response: Response };

/** Hands a file to the browser's downloads. Its address is given back after a minute, when the browser has surely begun. */
export function saveFile(file: Blob, name: string, { every }: Pick<OfficeDeps, "every">): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  const stop = every(60_000, () => {
    URL.revokeObjectURL(link.href);
    stop();
  });
}
