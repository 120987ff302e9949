import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import type { Scope } from "../../shared/contract/key.ts";
import type { AnswerOf, RowOf } from "../office-ui/office-client.ts";
import {
  askDialog,
  copyButton,
  dayField,
  modal,
  problemWords,
  unitField,
  listTemplate,
} from "../office-ui/office-controls-template.ts";
import { ListController, type OfficeDeps } from "../office-ui/office-page-element.ts";
import { actionButton, checkField, faultNote, lineField, plainTable } from "../ui/controls-template.ts";
import { MadeOnceElement } from "./made-once-element.ts";
import { type MembersKey, pickMembersMessages, scopeKey } from "./members-messages.ts";
import pageStyles from "./members.css?inline";
import { dayOrNever, UnitNames } from "./unit-names.ts";

type Key = RowOf<"listKeys">;

/** A key that is being made; an empty unit is the whole agency, an empty end the usual one. */
type Typed = {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly unit: string;
  readonly end: string;
  readonly isEndless: boolean;
};

const nothingTyped: Typed = { name: "", scopes: [], unit: "", end: "", isEndless: false };

type Open =
  | { readonly kind: "rotate"; readonly key: Key; readonly days: string }
  | { readonly kind: "revoke"; readonly key: Key; readonly name: string };

/** The page *Khóa*: keys for other software, made, replaced and revoked. */
export class KeysElement extends MadeOnceElement<Open> {
  static override styles: CSSResultGroup = [MadeOnceElement.styles, unsafeCSS(pageStyles)];
  static override properties: PropertyDeclarations = {
    ...{ typed: { state: true }, open: { state: true }, made: { state: true } },
    isNoneChosen: { state: true },
  };
  declare private typed: Typed;
  /** The key that was made last; it is shown only now. */
  declare private made: AnswerOf<"createKey"> | null;
  declare private isNoneChosen: boolean;
  protected readonly list: ListController<Key>;
  private readonly units: UnitNames;

  constructor(office: OfficeDeps) {
    super(office);
    Object.assign(this, { open: null, made: null, typed: nothingTyped, isNoneChosen: false });
    const path = { agency: office.agency };
    this.list = new ListController(this, (cursor) =>
      office.client.GET("/v1/agencies/{agency}/keys", { params: { path, query: cursor } }),
    );
    this.units = new UnitNames(this, office);
  }

  protected override render(): TemplateResult {
    const { language } = this.office;
    const say = pickMembersMessages(language);
    const { list } = this;
    return html`<h1 tabindex="-1">${say("ad.keys")}</h1>
      <p>${say("ad.keys.lead")}</p>
      ${this.makeCard()} ${this.madeCard()}
      ${listTemplate(list, language, (rows) => this.table(rows))} ${this.dialog()}`;
  }

  private makeCard(): TemplateResult {
    const { language } = this.office;
    const say = pickMembersMessages(language);
    const { typed } = this;
    const set = (more: Partial<Typed>): void => {
      this.typed = { ...this.typed, ...more };
    };
    const send = (event: Event): void => {
      event.preventDefault();
      void this.make();
    };
    return html`<details class="card" ?open=${this.list.rows?.length === 0}>
      <summary>${say("ad.keys.make")}</summary>
      <form @submit=${send}>
        ${lineField({ id: "key-name", label: say("ad.name"), hint: say("ad.keys.name.hint"), value: typed.name, typed: (name) => set({ name }) })}
        ${this.scopesField(set)}
        ${unitField(this.office, {
          ...{ id: "key-unit", label: say("ad.keys.unit"), value: typed.unit, hint: say("ad.unit.hint") },
          chosen: (unit) => set({ unit }),
        })}
        ${typed.isEndless ? nothing : dayField({ id: "key-end", label: say("ad.keys.end"), value: typed.end, language, min: this.office.today(), typed: (end) => set({ end }) })}
        ${checkField({ id: "key-endless", label: say("ad.keys.end.none"), isOn: typed.isEndless, set: (isEndless) => set({ isEndless }) })}
        ${typed.isEndless ? html`<p class="soft">${say("ad.keys.end.note")}</p>` : nothing}
        ${this.open ? nothing : faultNote(this.isNoneChosen ? say("ad.keys.scopes.none") : this.deed.problem && problemWords(this.deed.problem, language))}
        <div class="row">
          <button class="main" aria-disabled=${this.deed.isBusy ? "true" : nothing}>${say("ad.keys.make")}</button>
        </div>
      </form>
    </details>`;
  }

  /** Nobody gives a key more than they have themselves. */
  private scopesField(set: (typed: Partial<Typed>) => void): TemplateResult {
    const say = pickMembersMessages(this.office.language);
    const { scopes } = this.typed;
    const box = (scope: Scope): TemplateResult =>
      checkField({
        ...{ id: `scope-${scope.replace(":", "-")}`, label: say(scopeKey(scope)), isOn: scopes.includes(scope) },
        set: (isOn) => set({ scopes: isOn ? [...scopes, scope] : scopes.filter((one) => one !== scope) }),
      });
    return html`<fieldset>
      <legend>${say("ad.keys.scopes")}</legend>
      ${this.office.session.scopes.map(box)}
    </fieldset>`;
  }

  private madeCard(): TemplateResult | typeof nothing {
    const { made } = this;
    if (!made) return nothing;
    const { language } = this.office;
    const say = pickMembersMessages(language);
    const done = (): void => {
      this.made = null;
      this.focusList();
    };
    return html`<div class="card" role="group" aria-labelledby="made-title">
      <h2 id="made-title" class="made-once" tabindex="-1">${say("ad.keys.shown", { name: made.name })}</h2>
      <p>${say("ad.keys.shown.body")}</p>
      <p class="code" id="made-key">${made.key}</p>
      <div class="row">${copyButton(made.key, language)} ${actionButton(say("ad.done"), { press: done })}</div>
    </div>`;
  }

  private table(rows: readonly Key[]): TemplateResult {
    const { language } = this.office;
    const say = pickMembersMessages(language);
    if (rows.length === 0) return html`<p>${say("ad.keys.none")}</p>`;
    const heads: MembersKey[] = [
      ...(["ad.name", "ad.keys.scopes", "ad.unit", "ad.keys.end", "ad.keys.used", "ad.actions"] as const),
    ];
    return plainTable({
      ...{ caption: say("ad.keys"), heads: heads.map((key) => say(key)), left: [0, 1, 2, 3, 4, 5] },
      rows: rows.map((key) => [
        html`${key.name}<br /><span class="soft">${key.id}</span>`,
        html`<details>
          <summary>${say("ad.keys.count", { n: key.scopes.length })}</summary>
          <ul>${key.scopes.map((scope) => html`<li>${say(scopeKey(scope))}</li>`)}</ul>
        </details>`,
        ...[this.units.nameOf(key.unit), this.end(key), dayOrNever(key.last_used_on, language), this.actions(key)],
      ]),
    });
  }

  private end({ expires_on, expires_soon, replaced_by }: Key): TemplateResult {
    const { language, today } = this.office;
    const say = pickMembersMessages(language);
    const hasEnded = expires_on !== null && expires_on < today();
    const note = hasEnded ? say("ad.keys.ended") : expires_soon ? say("ad.keys.soon") : "";
    return html`${expires_on === null ? say("ad.keys.end.none") : dayOrNever(expires_on, language)}
      ${note === "" ? nothing : html`<b>(${note})</b>`}
      ${replaced_by === null ? nothing : html`<br /><span class="soft">${say("ad.keys.replaced", { id: replaced_by })}</span>`}`;
  }

  private actions(key: Key): TemplateResult {
    const say = pickMembersMessages(this.office.language);
    const rotate = this.opener(say("ad.keys.rotate"), key.name, { kind: "rotate", key, days: "7" });
    return html`${key.replaced_by === null ? rotate : nothing}
      ${this.opener(say("ad.keys.revoke"), key.name, { kind: "revoke", key, name: "" })}`;
  }

  private dialog(): TemplateResult | typeof nothing {
    const { open } = this;
    const { isBusy, problem } = this.deed;
    if (!open) return nothing;
    const { language } = this.office;
    const say = pickMembersMessages(language);
    const { name, last_used_on } = open.key;
    const fault = problem && problemWords(problem, language);
    if (open.kind === "revoke") {
      const day = dayOrNever(last_used_on, language);
      const set = (typed: string): void => {
        this.open = { ...open, name: typed };
      };
      const texts = { title: say("ad.keys.revoke.title", { name }), body: say("ad.keys.revoke.body", { day }) };
      return askDialog({
        ...{ ...texts, confirm: say("ad.keys.revoke"), isBusy, fault, language, left: this.close },
        ...{ confirmed: () => void this.revoke(open.key), typeName: { name, typed: open.name, set } },
      });
    }
    const set = (days: string): void => {
      this.open = { ...open, days };
    };
    return modal(
      say("ad.keys.rotate.title", { name }),
      this.close,
      html`<p>${say("ad.keys.rotate.body")}</p>
        ${lineField({ id: "overlap", label: say("ad.keys.rotate.days"), value: open.days, most: 2, typed: set })}
        ${faultNote(fault)}
        <div class="row">
          ${actionButton(say("ad.keys.rotate"), { press: () => void this.rotate(open), kind: "main", isBusy })}
          ${actionButton(say("ad.cancel"), { press: this.close })}
        </div>`,
    );
  }

  private async make(): Promise<void> {
    const { name, scopes, unit, end, isEndless } = this.typed;
    if (name.trim() === "") return this.renderRoot.querySelector<HTMLElement>("#key-name")?.focus();
    this.isNoneChosen = scopes.length === 0;
    if (this.isNoneChosen) return;
    const ends = isEndless ? { expires_on: null } : end === "" ? {} : { expires_on: end };
    const body = { name: name.trim(), scopes: [...scopes], ...(unit === "" ? {} : { unit }), ...ends };
    const params = { path: { agency: this.office.agency } };
    await this.doing(
      () => this.office.client.POST("/v1/agencies/{agency}/keys", { params, body }),
      (made) => {
        Object.assign(this, { made, typed: nothingTyped });
      },
    );
  }

  private async rotate({ key: { id }, days }: Extract<Open, { kind: "rotate" }>): Promise<void> {
    const params = { path: { agency: this.office.agency, id } };
    const body = { overlap_days: Number(days) };
    const { client } = this.office;
    await this.doing(
      () => client.POST("/v1/agencies/{agency}/keys/{id}/rotate", { params, body }),
      (made) => {
        this.made = made;
      },
    );
  }

  private async revoke({ id, name }: Key): Promise<void> {
    const { agency, client, tell, language } = this.office;
    const params = { path: { agency, id } };
    await this.doing(
      () => client.DELETE("/v1/agencies/{agency}/keys/{id}", { params }),
      () => tell(`${pickMembersMessages(language)("ad.keys.revoked")}: ${name}`),
    );
    if (!this.open) this.focusList();
  }
}
