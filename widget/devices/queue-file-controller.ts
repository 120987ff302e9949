import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from "lit";
import type { AnswerOf, BodyOf } from "../office-ui/office-client.ts";
import { problemWords, part } from "../office-ui/office-controls-template.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { faultNote } from "../ui/controls-template.ts";
import type { DeviceWordsDeps } from "./device-words.ts";

type QueueFile = BodyOf<"importQueueFile">;

/** What an import works with. `taken` is called after a file was taken. */
export type QueueFileDeps = {
  readonly office: OfficeDeps;
  readonly words: () => DeviceWordsDeps;
  readonly taken: (device: string) => void;
};

/** Imports the queue that a technician carried here in a file, and says what became of it. */
export class QueueFileController implements ReactiveController {
  private readonly host: LitElement;
  private readonly deps: QueueFileDeps;
  private isBusy = false;
  private fault: string | null = null;
  private done: AnswerOf<"importQueueFile"> | null = null;

  constructor(host: LitElement, deps: QueueFileDeps) {
    this.host = host;
    this.deps = deps;
    host.addController(this);
  }

  hostConnected(): void {}

  /** Forgets what became of an earlier file. */
  forget(): void {
    this.fault = null;
    this.done = null;
  }

  private async take(device: string, input: HTMLInputElement): Promise<void> {
    const { office, words, taken } = this.deps;
    const { say } = words();
    const file = input.files?.[0];
    if (!file || this.isBusy) return;
    this.forget();
    this.isBusy = true;
    this.host.requestUpdate();
    const body = readQueueFile(await file.text());
    // The same file can be chosen again.
    input.value = "";
    if (!body || body.device !== device) {
      this.fault = body ? say("dv.file.other", { device: body.device }) : say("dv.file.bad");
    } else {
      const path = { agency: office.agency, id: device };
      const { data, error } = await office.client.POST("/v1/agencies/{agency}/devices/{id}/queue-files", {
        params: { path },
        body,
      });
      this.done = data ?? null;
      this.fault = error ? problemWords(error, office.language) : null;
      if (data) taken(device);
    }
    this.isBusy = false;
    this.host.requestUpdate();
  }

  /** Draws the field for a file, and what became of the last one. */
  template(device: string): TemplateResult {
    const { say } = this.deps.words();
    const { done } = this;
    const chosen = (event: Event): void => void this.take(device, event.target as HTMLInputElement);
    return part(
      say("dv.file"),
      html`<p>${say("dv.file.about")}</p>
        <label for="dv-file">${say("dv.file.choose")}</label>
        <input id="dv-file" type="file" accept=".json,application/json" ?disabled=${this.isBusy} @change=${chosen} />
        <div role="status">
          ${this.isBusy ? html`<p>${say("dv.file.busy")}</p>` : nothing}
          ${done ? html`<p>${say("dv.file.done", { ...done, rejected: "", problems: "" })}</p>` : nothing}
          ${done && done.rejected.length > 0 ? html`<p class="fault">${say("dv.file.rejected", { n: done.rejected.length })}</p>` : nothing}
        </div>
        ${faultNote(this.fault)}`,
    );
  }
}

/** A file's content, if it is a queue; the server checks the rest. */
function readQueueFile(text: string): QueueFile | null {
  try {
    const read = JSON.parse(text) as Partial<QueueFile>;
    return read.kind === "citizen-feedback-queue" && typeof read.device === "string" ? (read as QueueFile) : null;
  } catch {
    return null;
  }
}
