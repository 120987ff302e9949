import { Task, TaskStatus } from "@lit/task";
import {
  type CSSResultGroup,
  html,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
  unsafeCSS,
} from "lit";
import type { Result } from "../../shared/result.ts";
import { chartStyles } from "../charts/trend-template.ts";
import { serverAddress } from "../config/server-address.ts";
import { type BoardSay, pickBoardMessages } from "../messages/board-messages.ts";
import { type Language, pickLanguage } from "../messages/messages.ts";
import type { CallFault } from "../ui/call-server.ts";
import { PageElement } from "../ui/page-element.ts";
import { themeTokens } from "../ui/tokens.ts";
import { allQuestions, questionOrder } from "./all-questions.ts";
import { type BoardDeps, callByPass, findSession } from "./board-deps.ts";
import boardStyles from "./board.css?inline";
import { firstState, pressedState, readBoardState, stateAddress, type StateFault } from "./board-state.ts";
import { boardScreen, emptyScreen } from "./board-template.ts";
import { type Asked, askingOf, type Ground, type GroundAsked, isGroundOf, loadGround } from "./board-view.ts";
import { type Read, readOnce } from "../figures/figures.ts";
import { OfficeController, type Pass } from "./office-controller.ts";
import type { PresentController } from "./present-controller.ts";
import { PrintController } from "./print-controller.ts";
import printStyles from "./print.css?inline";
import type { AnyQuestion, BoardState } from "../figures/question.ts";
import { QuestionController, showNext } from "./question-controller.ts";
import { readAnew } from "./read-anew.ts";
import { questionStyles } from "../questions/public-questions.ts";

/**
 * Behind the tag `<citizen-board>`: the figures of an agency or a unit, one question after the other.
 *
 * Attributes: `agency`, `unit` (missing: the whole agency), `server`, `lang` (`vi`, `en`), `theme` (`auto`, `light`, `dark`).
 * The element never writes one.
 */
export class BoardElement extends PageElement {
  static override properties: PropertyDeclarations = {
    ...PageElement.properties,
    ...{ agency: {}, unit: {}, server: {}, asksFor: { attribute: "lang" } },
    ...{ state: { state: true }, reader: { state: true } },
  };
  static override styles: CSSResultGroup = [
    PageElement.styles,
    unsafeCSS(themeTokens() + chartStyles + boardStyles + questionStyles + printStyles),
  ];
  declare agency: string | null;
  declare unit: string | null;
  declare server: string | null;
  declare private readonly asksFor: string | null;
  declare private state: BoardState;
  declare private faults: readonly StateFault[];
  declare private readonly office: OfficeController;
  declare private reader: Read;
  declare private readonly deps: BoardDeps;
  declare private readonly ground: Task<readonly [Read, string, string], Result<Ground, CallFault>>;
  /** In their order. The office's are added with its key. */
  declare private readonly questions: QuestionController[];
  /** Null until a slide is asked for, and while it is loading. */
  declare private presenting: PresentController | null;
  declare private isBringing: boolean;
  declare private asking: Asked | null;
  /** Whether the next new view is another unit's: then the page is read from its beginning. */
  declare private isElsewhere: boolean;

  constructor(deps: BoardDeps) {
    super(deps);
    this.deps = deps;
    const nothing = { faults: [], asking: null, presenting: null, isBringing: false, isElsewhere: false };
    Object.assign(this, { ...nothing, state: firstState("") });
    this.ground = new Task(this, {
      args: () => [this.reader, this.state.unit, this.state.method] as const,
      task: ([read]) => loadGround(this.groundBy(read)),
    });
    this.office = new OfficeController({
      read: (path, pass) => this.call(path, pass),
      findSession: () => findSession(deps, this.host, this.code),
      year: () => deps.today("Asia/Ho_Chi_Minh").slice(0, 4),
      addQuestions: () => this.addOffice(),
      passChanged: (root) => this.passChanged(root),
      shown: () => this.requestUpdate(),
    });
    this.questions = [];
    this.add(allQuestions);
    new PrintController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.deps.isPage) return;
    addEventListener("popstate", this.walked);
    addEventListener("pagehide", this.office.left);
    // The office's pages lead here by this address.
    if (location.hash === "#office") void this.office.enterBySession();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("popstate", this.walked);
    removeEventListener("pagehide", this.office.left);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const isNew = !this.hasUpdated;
    const isOther = isNew || changed.has("agency") || changed.has("server");
    if (isOther) this.office.pass = this.asking = null;
    if (changed.has("asksFor") && this.asksFor) this.language = pickLanguage(this.asksFor);
    if (isNew || changed.has("agency") || changed.has("unit")) this.readPlace();
    if (isOther) this.reader = this.newReader();
    if (changed.has("language") && !isNew) this.write(this.state, "replaceState");
    this.findAsking();
    if (this.state.present !== null && !this.isBringing) void this.bringPresenting();
  }

  /** Presenting comes when a slide is first asked for; if it cannot, the board stays a page. */
  private async bringPresenting(): Promise<void> {
    const { loadPresenting, every } = this.deps;
    if (!loadPresenting) return;
    this.isBringing = true;
    const Presenting = await loadPresenting().catch(() => null);
    this.isBringing = Presenting !== null;
    if (!Presenting) return this.go({ present: null });
    this.presenting = new Presenting(this, {
      view: () => this.asking?.view ?? null,
      questions: this.questions,
      slide: () => this.state.present,
      show: (present) => this.go({ present }),
      refresh: () => this.refresh(),
      every,
    });
  }

  /** Back and forward. */
  private readonly walked = (): void => {
    const before = this.state.unit;
    this.readPlace();
    this.isElsewhere = before !== this.state.unit;
  };

  private groundBy(read: Read): GroundAsked {
    return { ...this.deps, read, state: this.state, isOffice: this.office.pass !== null };
  }

  /** Takes newer figures over once all of them are there, so that nothing flickers. */
  private async refresh(): Promise<void> {
    const { asking, state, questions } = this;
    const { pass } = this.office;
    const read = this.newReader();
    if (!asking || !(await readAnew(asking.view, questions, this.groundBy(read)))) return;
    if (pass === this.office.pass && state.unit === this.state.unit) this.reader = read;
  }

  private get code(): string {
    return this.agency ?? "";
  }

  private readPlace(): void {
    const own = { pathname: `/board/${this.code}/${this.unit ?? ""}`, search: "" };
    const read = readBoardState(this.deps.isPage ? location : own, this.code);
    this.faults = read.faults;
    this.state = read.state;
  }

  private get host(): string {
    return serverAddress(this.server ?? "", this.deps.server);
  }

  private newReader(): Read {
    const { pass } = this.office;
    return readOnce((path) => this.call(path, pass));
  }

  private call<T>(path: string, pass: Pass | null): Promise<Result<T, CallFault>> {
    return callByPass<T>(this.deps, { host: this.host, line: `GET ${this.pathOf(path)}`, pass });
  }

  private pathOf(path: string): string {
    return `/v1/agencies/${encodeURIComponent(this.code)}${path}`;
  }

  private findAsking(): void {
    const { value } = this.ground;
    const { state, reader } = this;
    if (!value?.ok || !isGroundOf(value.value, reader, state)) return;
    this.asking = askingOf(this.asking, value.value, {
      state,
      language: this.language,
      linkTo: this.linkTo,
      go: this.go,
      addressOf: (path) => this.host + this.pathOf(path),
    });
  }

  private readonly linkTo = (change: Partial<BoardState>): string =>
    this.host + stateAddress({ ...this.state, ...change }, this.code, this.langOf());

  private readonly go = (change: Partial<BoardState>): void => {
    const next = { ...this.state, ...change };
    // Neither each letter nor each slide is a step back.
    const isStep = Object.keys(change).join() === "find" || Boolean(change.present && this.state.present);
    this.isElsewhere = next.unit !== this.state.unit;
    this.faults = [];
    this.write(next, isStep ? "replaceState" : "pushState");
    this.state = next;
  };

  private langOf(): string {
    return this.language === "vi" ? "" : this.language;
  }

  private write(state: BoardState, how: "pushState" | "replaceState"): void {
    if (this.deps.isPage) history[how](null, "", stateAddress(state, this.code, this.langOf()));
  }

  /** A press on a link to a state of this board changes the state. */
  private pressed(event: MouseEvent): void {
    const state = pressedState(event, this.host, this.code);
    if (!state) return;
    event.preventDefault();
    this.go(state);
  }

  private add(questions: readonly AnyQuestion[]): void {
    // The first figures have the processor and the network for themselves.
    const isTurn = (one: AnyQuestion): boolean => one === allQuestions[0] || this.questions[0]?.isDrawn === true;
    const controllers = questions.map(
      (one) => new QuestionController(this, one, () => (isTurn(one) ? this.asking : null)),
    );
    this.questions.push(...controllers);
    const place = ({ question }: QuestionController): number => questionOrder.indexOf(question.id);
    this.questions.sort((a, b) => place(a) - place(b));
  }

  /** Returns false if they cannot be loaded. */
  private async addOffice(): Promise<boolean> {
    const { loadOffice } = this.deps;
    if (!loadOffice || this.questions.length > allQuestions.length) return true;
    const loaded = await loadOffice().catch(() => null);
    if (loaded && this.questions.length === allQuestions.length) this.add(loaded);
    return loaded !== null;
  }

  /** What the pass before showed is gone at once. A unit's opens the board of its unit. */
  private passChanged(root: string | null): void {
    this.asking = null;
    this.reader = this.newReader();
    if (root !== null && root !== this.code && this.state.unit === this.code) this.go({ unit: root });
    if (root === null && this.state.service !== null) this.go({ service: null });
  }

  protected override render(): TemplateResult {
    return this.presenting?.screen() ?? super.render();
  }

  protected page(language: Language): TemplateResult {
    const say: BoardSay = pickBoardMessages(language);
    // On another page its scripts could read along.
    const office = { control: this.office, elsewhere: this.deps.isPage ? null : this.linkTo({}) };
    const { view = null, faults = [] } = this.asking ?? {};
    const isLoading = this.ground.status < TaskStatus.COMPLETE;
    const value = this.ground.value;
    const shown =
      view && (isLoading || value?.ok !== false)
        ? boardScreen({ view, office, questions: this.questions, faults: [...this.faults, ...faults] })
        : emptyScreen({
            say,
            office,
            isLoading,
            ground: value,
            agency: this.code,
            boardAddress: this.linkTo({ unit: this.code }),
            keyAddress: this.office.root === null ? null : this.linkTo({ unit: this.office.root }),
            again: () => void this.ground.run(),
          });
    return html`<div class="board" aria-busy=${isLoading ? "true" : "false"} @click=${this.pressed}>${shown}</div>`;
  }

  protected override updated(): void {
    showNext(this.questions, () => this.requestUpdate());
    const heading = this.renderRoot.querySelector<HTMLElement>("h1");
    if (this.deps.isPage && this.asking && heading)
      document.title = `${heading.textContent} – ${pickBoardMessages(this.language)("b.what")}`;
    if (!this.isElsewhere || this.ground.status < TaskStatus.COMPLETE) return;
    this.isElsewhere = false;
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "nearest" });
  }
}
