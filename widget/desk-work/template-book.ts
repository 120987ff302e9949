import type { AnswerTemplate } from "../../shared/contract/answer-template.ts";
import { DeedController } from "../office-ui/office-page-element.ts";
import type { DeskCalls } from "./desk-calls.ts";
import { openPlaces } from "./open-places.ts";

/** A template that is offered. Built-in ones have no id and no unit. */
export type OfferedTemplate = Pick<AnswerTemplate, "title" | "words"> & Partial<AnswerTemplate>;

/** Beginnings that every office has. They are Vietnamese in each language, like the answers that they begin. */
const builtIn: readonly OfferedTemplate[] = [
  { title: "Cảm ơn", words: "Cảm ơn Ông/Bà đã góp ý. Đơn vị đã xem và [việc đã làm]." },
  { title: "Xin lỗi", words: "Đơn vị xin lỗi Ông/Bà về việc này. Từ nay [việc sẽ làm khác đi]." },
  { title: "Đã chuyển", words: "Việc này thuộc phạm vi của đơn vị khác; đơn vị đã chuyển tới [tên đơn vị]." },
];

/** A template that is being written; `id` null: a new one. */
export type WrittenTemplate = Omit<AnswerTemplate, "id"> & { readonly id: string | null };

/** The agency's templates of answers, and the one that is being written. */
export class TemplateBook {
  all: readonly AnswerTemplate[] = [];
  written: WrittenTemplate | null = null;
  /** The template that is to be removed, if they agree. */
  leaving: AnswerTemplate | null = null;
  readonly deed: DeedController;
  done: "saved" | "removed" | null = null;
  private readonly calls: DeskCalls;
  private readonly nowMs: () => number;
  private readonly changed: () => void;

  constructor(calls: DeskCalls, nowMs: () => number, changed: () => void) {
    this.calls = calls;
    this.nowMs = nowMs;
    this.changed = changed;
    this.deed = new DeedController({ requestUpdate: changed });
  }

  /** The agency's templates, then the built-in ones. */
  get offered(): readonly OfferedTemplate[] {
    return [...this.all, ...builtIn];
  }

  /** Places of these templates that an answer still holds. */
  placesIn(answer: string): string[] {
    return openPlaces(
      answer,
      this.offered.map(({ words }) => words),
    );
  }

  /** Loads the templates; without them the built-in ones are there. */
  async load(): Promise<void> {
    const { data } = await this.calls.templates();
    if (data) this.take(data.data);
  }

  /** Opens a template to be written, or closes it. */
  write(written: WrittenTemplate | null): void {
    Object.assign(this, { written, done: null });
    this.deed.forget();
  }

  /** Keeps what was typed. */
  fill(given: Partial<WrittenTemplate>): void {
    if (this.written) this.written = { ...this.written, ...given };
    this.changed();
  }

  /** Asks before a template is removed; null takes the question back. */
  askToRemove(leaving: AnswerTemplate | null): void {
    Object.assign(this, { leaving, done: null });
    this.deed.forget();
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
    if (this.deed.isBusy) return false;
    this.done = null;
    const answer = await this.deed.run(() => this.calls.putTemplate(template));
    if (!answer) return false;
    this.take(answer.data.data);
    this.done = template.words === null ? "removed" : "saved";
    return true;
  }

  private take(templates: readonly AnswerTemplate[]): void {
    this.all = [...templates].sort((a, b) => a.title.localeCompare(b.title, "vi"));
  }
}
