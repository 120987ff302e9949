import { Task } from "@lit/task";
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import { chartStyles } from "../charts/trend-template.ts";
import { dayWords, numberWords } from "../messages/messages.ts";
import { dayField, type problemWords, loadFault, loadingNote } from "../office-ui/office-controls-template.ts";
import { type OfficeDeps, OfficePageElement } from "../office-ui/office-page-element.ts";
import { actionButton, chooseField } from "../ui/controls-template.ts";
import { evidencePictures } from "./evidence-template.ts";
import { type LoadedEvidence, loadEvidence, type SignPlace } from "./load-evidence.ts";
import { firstProposal, type Proposal, proposalBody, proposeDialog } from "./propose-template.ts";
import { SetAsidesController } from "./set-asides-controller.ts";
import { setAsideDialog, setAsidesList, type SetAsidesView } from "./set-asides-template.ts";
import { signFigures } from "./sign-figures-template.ts";
import { SignsController } from "./signs-controller.ts";
import { isRefused, loadGround, type SignsGround } from "./signs-ground.ts";
import { rowId, signName, signsList } from "./signs-list-template.ts";
import { pickSignsMessages, type SignsSay, signsKey } from "./signs-messages.ts";
import signsStyles from "./signs.css?inline";

/** The kinds in the order of the guide. */
const kinds = ["burst", "streak", "repeat", "off-hours", "drumming", "pressure", "fork", "late", "clock"] as const;

/** The page of signs: what carries which sign, its evidence, and what is set aside by two people. */
export class SignsElement extends OfficePageElement {
  static override properties: PropertyDeclarations = {
    kind: { state: true },
    opened: { state: true },
    proposal: { state: true },
    turn: { state: true },
  };
  static override styles: CSSResultGroup = [OfficePageElement.styles, unsafeCSS(chartStyles + signsStyles)];
  declare private kind: string;
  declare private opened: SignPlace | null;
  declare private proposal: Proposal | null;
  /** Counts what was changed, so that figures are read anew. */
  declare private turn: number;
  declare private readonly signs: SignsController;
  declare private readonly setAsides: SetAsidesController;
  declare private readonly ground: Task<readonly [], SignsGround>;
  declare private readonly evidence: Task<
    readonly [SignPlace | null, SignsGround | undefined, number],
    LoadedEvidence | null
  >;
  /** What takes the focus after the next update: a selector. */
  declare private focusOn: string | null;

  constructor(office: OfficeDeps) {
    super(office);
    const { day, touchpoint, sign, kind, to } = office.query.read();
    const isPlace = /^\d{4}-\d\d-\d\d$/.test(day ?? "");
    Object.assign(this, { turn: 0, proposal: null, focusOn: null });
    this.kind = kinds.find((one) => one === kind) ?? "";
    this.opened = day && touchpoint && sign && isPlace ? { day, touchpoint, sign } : null;
    this.signs = new SignsController(this, office, /^\d{4}-\d\d-\d\d$/.test(to ?? "") && to ? to : office.today());
    this.setAsides = new SetAsidesController(this, office, (words, id) => {
      // The button that had the focus is no more.
      this.focusOn = `#set-aside-${id}`;
      this.turn += 1;
      office.tell(this.say(words));
    });
    this.ground = new Task(this, { args: () => [] as const, task: async () => orThrow(await loadGround(office)) });
    this.evidence = new Task(this, {
      args: () => [this.opened, this.ground.value, this.turn] as const,
      task: async ([at, ground]) =>
        at && ground ? orThrow(await loadEvidence(office, at, ground.placeOf(at.touchpoint).unit)) : null,
    });
  }

  private get say(): SignsSay {
    return pickSignsMessages(this.office.language);
  }

  private write(): void {
    const { kind, opened, signs, office } = this;
    const to = signs.to === office.today() ? {} : { to: signs.to };
    office.query.write({ ...(kind === "" ? {} : { kind }), ...to, ...(opened ?? {}) });
  }

  private show(opened: SignPlace | null): void {
    const before = this.opened;
    this.opened = opened;
    if (before) this.signs.reach(before);
    this.focusOn = opened ? "#sign" : before ? `[id="${rowId(before)}"]` : null;
    this.write();
  }

  protected override render(): TemplateResult {
    const { say } = this;
    const { language } = this.office;
    return html`<h1 tabindex="-1">${say("si.title")}</h1>
      <p class="soft">${say("si.lead")}</p>
      ${this.ground.render({
        pending: () => loadingNote(language),
        error: (error) => this.refused(error, () => void this.ground.run()),
        complete: (ground) => {
          const view: SetAsidesView = { control: this.setAsides, ground, session: this.office.session, say, language };
          return html`${this.opened ? this.detail(this.opened, ground) : this.list(ground)} ${setAsidesList(view)}
            ${setAsideDialog(view)}
            ${proposeDialog(this.proposal, {
              ...{ say, language, timeZone: ground.timeZone },
              set: (proposal) => {
                this.proposal = proposal;
              },
              send: () => void this.send(),
            })}`;
        },
      })}`;
  }

  private refused(error: unknown, again: () => void): TemplateResult {
    return loadFault(error as Refused, this.office.language, again);
  }

  private list(ground: SignsGround): TemplateResult {
    const { say, office, signs, kind } = this;
    const { language } = office;
    return html`<div class="tools">
        <div>
          ${chooseField({
            ...{ id: "kind", label: say("si.kind"), value: kind },
            choices: [["", say("si.all")], ...kinds.map((one) => [one, say(`si.${one}`)] as const)],
            chosen: (chosen) => {
              this.kind = chosen;
              this.write();
            },
          })}
        </div>
        <div>
          ${dayField({
            ...{ id: "until", label: say("si.until"), value: signs.to, max: office.today(), language },
            typed: (day) => {
              if (day === "") return;
              void signs.until(day);
              this.write();
            },
          })}
        </div>
      </div>
      ${signsList({ control: signs, ground, kind, say, language, open: ({ day, touchpoint, sign }) => this.show({ day, touchpoint, sign }) })}`;
  }

  private detail(at: SignPlace, ground: SignsGround): TemplateResult {
    const { say, office } = this;
    const { name, unitName } = ground.placeOf(at.touchpoint);
    const says = signsKey(`si.says.${at.sign}`);
    const not = signsKey(`si.not.${at.sign}`);
    return html`${actionButton(`‹ ${say("si.list")}`, { press: () => this.show(null), kind: "plain" })}
      <h2 tabindex="-1" id="sign">${signName(at.sign, say)} · ${dayWords(at.day, office.language)}</h2>
      <p>${name}${unitName === "" ? "" : ` · ${unitName}`}</p>
      <div class="beside">
        ${says ? html`<div class="card"><h3>${say("si.says")}</h3><p>${say(says)}</p></div>` : nothing}
        ${not ? html`<div class="card"><h3>${say("si.not")}</h3><p>${say(not)}</p></div>` : nothing}
      </div>
      <h3>${say("si.pictures")}</h3>
      ${this.evidence.render({
        pending: () =>
          this.evidence.value ? this.evidenceOf(this.evidence.value, ground) : loadingNote(office.language),
        error: (error) => this.refused(error, () => void this.evidence.run()),
        complete: (loaded) => (loaded ? this.evidenceOf(loaded, ground) : nothing),
      })}`;
  }

  private evidenceOf(loaded: LoadedEvidence, ground: SignsGround): TemplateResult {
    const { say, office } = this;
    const pictured = { loaded, timeZone: ground.timeZone, say, language: office.language };
    const marked = loaded.evidence.ratings.filter(({ signs }) => signs.includes(loaded.at.sign)).length;
    const first = this.may("set-asides:write") && this.isWhole() ? firstProposal(loaded, office.session) : null;
    const propose = (): void => {
      this.proposal = first;
    };
    return html`<p><strong>${say("si.people", { n: numberWords(marked, office.language) })}</strong></p>
      ${evidencePictures(pictured)} ${signFigures(pictured, ground.placeOf(loaded.at.touchpoint).unitName)}
      ${first ? html`<div class="row">${actionButton(say("sa.propose"), { press: propose, kind: "main" })}</div>` : nothing}`;
  }

  private async send(): Promise<void> {
    const { proposal } = this;
    if (!proposal || proposal.isBusy) return;
    this.proposal = { ...proposal, isBusy: true, problem: null };
    const problem = await this.setAsides.propose(proposalBody(proposal));
    this.proposal = problem ? { ...proposal, isBusy: false, problem } : null;
    if (problem) return;
    this.focusOn = ".card[id^=set-aside]";
    this.office.tell(this.say("sa.sent"));
  }

  protected override updated(): void {
    if (this.focusOn === null) return;
    const target = this.renderRoot.querySelector<HTMLElement>(this.focusOn);
    if (!target) return;
    this.focusOn = null;
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  }
}

type Refused = Parameters<typeof problemWords>[0];

/** A task fails by what it throws. */
function orThrow<T extends object>(loaded: T | { readonly error: Refused }): T {
  if (isRefused(loaded)) throw loaded.error;
  return loaded;
}
