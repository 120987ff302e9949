import type { AnswerTemplate } from "../../shared/contract/answer-template.ts";
import type { DeskCalls, DeskProblem } from "./desk-calls.ts";
import { pickDeskMessages } from "./desk-messages.ts";

const starts = ["1", "2", "3"] as const;
const vi = pickDeskMessages("vi");

/** Beginnings that every office has. They are Vietnamese in each language, like the answers that they begin. */
export const builtInTemplates: readonly Pick<AnswerTemplate, "title" | "words">[] = starts.map((one) => ({
  title: vi(`d.start.${one}`),
  words: vi(`d.start.${one}.words`),
}));

/** A template that is being written; `id` null: a new one. */
export type WrittenTemplate = Omit<AnswerTemplate, "id"> & { readonly id: string | null };

/** The agency's templates of answers, and the one that is being written. */
export class TemplateBook {
  all: readonly AnswerTemplate[] = [];
  written: WrittenTemplate | null = null;
  /** The template that is to be removed, if they agree. */
  leaving: AnswerTemplate | null = null;
  fault: DeskProblem | null = null;
  done: "saved" | "removed" | null = null;
  isBusy = false;
  private readonly calls: DeskCalls;
  private readonly nowMs: () => number;
  private readonly changed: () => void;

  constructor(calls: DeskCalls, nowMs: () => number, changed: () => void) {
    this.calls = calls;
    this.nowMs = nowMs;
    this.changed = changed;
  }

  /** Loads the templates; without them the built-in ones are there. */
  async load(): Promise<void> {
    const { data } = await this.calls.templates();
    if (data) this.take(data.data);
  }

  /** Opens a template to be written, or closes it. */
  write(written: WrittenTemplate | null): void {
    Object.assign(this, { written, fault: null, done: null });
    this.changed();
  }

  /** Keeps what was typed. */
  fill(given: Partial<WrittenTemplate>): void {
    if (this.written) this.written = { ...this.written, ...given };
    this.changed();
  }

  /** Asks before a template is removed; null takes the question back. */
  askToRemove(leaving: AnswerTemplate | null): void {
    Object.assign(this, { leaving, fault: null, done: null });
    this.changed();
  }

  /** Saves what is written. */
  async save(): Promise<void> {
    const { written } = this;
    if (!written) return;
    if (await this.put({ ...written, id: written.id ?? `t-${this.nowMs().toString(36)}` })) this.written = null;
    this.changed();
  }

  /** Removes the template that was asked about. */
  async remove(): Promise<void> {
    const { leaving } = this;
    if (!leaving) return;
    if (await this.put({ ...leaving, words: null })) this.leaving = null;
    this.changed();
  }

  private async put(template: Omit<AnswerTemplate, "words"> & { readonly words: string | null }): Promise<boolean> {
    if (this.isBusy) return false;
    Object.assign(this, { isBusy: true, fault: null, done: null });
    this.changed();
    const { data, error } = await this.calls.putTemplate(template);
    this.isBusy = false;
    this.fault = error ?? null;
    if (!data) return false;
    this.take(data.data);
    this.done = template.words === null ? "removed" : "saved";
    return true;
  }

  private take(templates: readonly AnswerTemplate[]): void {
    this.all = [...templates].sort((a, b) => a.title.localeCompare(b.title, "vi"));
  }
}
