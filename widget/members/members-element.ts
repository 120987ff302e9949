import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import type { Role } from "../../shared/contract/member.ts";
import { type AnswerOf, kindOf, type Problem, type RowOf } from "../office-ui/office-client.ts";
import {
  askDialog,
  copyButton,
  isLocal,
  modal,
  problemWords,
  unitField,
  understoodDay,
  listTemplate,
} from "../office-ui/office-controls-template.ts";
import { ListController, type OfficeDeps } from "../office-ui/office-page-element.ts";
import { actionButton, chooseField, faultNote, lineField, plainTable } from "../ui/controls-template.ts";
import { MadeOnceElement } from "./made-once-element.ts";
import { type MembersKey, pickMembersMessages, roleKeys } from "./members-messages.ts";
import pageStyles from "./members.css?inline";
import { dayOrNever, UnitNames } from "./unit-names.ts";

type Member = RowOf<"listMembers">;

const roles: readonly Role[] = [
  ...(["administrator", "reform-office", "unit-editor", "moderator", "inspector", "reader"] as const),
];

/** What is typed of a member; an empty unit is the whole agency. */
type Typed = { readonly name: string; readonly role: Role; readonly unit: string };

const nobody: Typed = { name: "", role: "unit-editor", unit: "" };

/** What is open over the list. */
type Open =
  | { readonly kind: "edit"; readonly member: Member; readonly typed: Typed }
  | { readonly kind: "remove"; readonly member: Member; readonly name: string }
  | { readonly kind: "renew"; readonly member: Member };

/** The page *Thành viên*: who works here, in which role; invitations. */
export class MembersElement extends MadeOnceElement<Open> {
  static override styles: CSSResultGroup = [MadeOnceElement.styles, unsafeCSS(pageStyles)];
  static override properties: PropertyDeclarations = {
    ...{ typed: { state: true }, open: { state: true }, invited: { state: true } },
  };
  declare private typed: Typed;
  /** The invitation that was made last; its link is shown only now. */
  declare private invited: AnswerOf<"inviteMember"> | null;
  protected readonly list: ListController<Member>;
  private readonly units: UnitNames;

  constructor(office: OfficeDeps) {
    super(office);
    Object.assign(this, { typed: nobody, open: null, invited: null });
    const path = { agency: office.agency };
    this.list = new ListController(this, (cursor) =>
      office.client.GET("/v1/agencies/{agency}/members", { params: { path, query: cursor } }),
    );
    this.units = new UnitNames(this, office);
  }

  protected override render(): TemplateResult {
    const { language } = this.office;
    const say = pickMembersMessages(language);
    const { list } = this;
    return html`<h1 tabindex="-1">${say("ad.members")}</h1>
      <p>${say("ad.members.lead")}</p>
      <details>
        <summary>${say("ad.members.roles")}</summary>
        <dl>${roles.map((role) => html`<dt><b>${say(roleKeys(role).name)}</b></dt><dd>${say(roleKeys(role).does)}</dd>`)}</dl>
      </details>
      ${this.inviteCard()} ${this.linkCard()}
      ${listTemplate(list, language, (rows) => this.table(rows))} ${this.dialog()}`;
  }

  /** What is typed of the next member. The first one of an agency is an administrator, unless another role is chosen. */
  private get toInvite(): Typed {
    const isFirst = this.typed === nobody && this.list.rows?.length === 0;
    return isFirst ? { ...nobody, role: "administrator" } : this.typed;
  }

  private inviteCard(): TemplateResult {
    const say = pickMembersMessages(this.office.language);
    const send = (event: Event): void => {
      event.preventDefault();
      void this.invite();
    };
    const set = (typed: Partial<Typed>): void => {
      this.typed = { ...this.toInvite, ...typed };
    };
    return html`<form class="card" @submit=${send}>
      <h2>${say("ad.invite")}</h2>
      ${this.fields("new", this.toInvite, set)} ${this.open ? nothing : this.fault()}
      <div class="row">
        <button class="main" aria-disabled=${this.deed.isBusy ? "true" : nothing}>${say("ad.invite.send")}</button>
      </div>
    </form>`;
  }

  private fields(id: string, typed: Typed, set: (typed: Partial<Typed>) => void): TemplateResult {
    const say = pickMembersMessages(this.office.language);
    return html`${lineField({
      ...{ id: `${id}-name`, label: say("ad.invite.name"), hint: say("ad.invite.name.hint"), value: typed.name },
      typed: (name) => set({ name }),
    })}
    ${chooseField({
      ...{ id: `${id}-role`, label: say("ad.role"), value: typed.role },
      choices: roles.map((role) => [role, say(roleKeys(role).name)]),
      chosen: (role) => set({ role: role as Role }),
    })}
    <p class="soft">${say(roleKeys(typed.role).does)}</p>
    ${unitField(this.office, {
      ...{
        id: `${id}-unit`,
        label: say("ad.unit"),
        value: typed.unit,
        hint: say(typed.role === "unit-editor" ? "ad.unit.editor" : "ad.unit.hint"),
      },
      chosen: (unit) => set({ unit }),
    })}`;
  }

  private linkCard(): TemplateResult | typeof nothing {
    const { invited } = this;
    if (!invited) return nothing;
    const { language, server, agency } = this.office;
    const say = pickMembersMessages(language);
    const link = `${server}/office/#${new URLSearchParams({ invitation: invited.invitation, agency })}`;
    const day = understoodDay(invited.lapses_at.slice(0, 10), language);
    const done = (): void => {
      this.invited = null;
      this.focusList();
    };
    return html`<div class="card" role="group" aria-labelledby="link-title">
      <h2 id="link-title" class="made-once" tabindex="-1">${say("ad.link", { name: invited.name })}</h2>
      <p>${say("ad.link.body", { day })}</p>
      ${isLocal(server) ? html`<p class="fault">${say("ad.link.local", { server })}</p>` : nothing}
      <p class="code" id="link">${link}</p>
      <div class="row">${copyButton(link, language)} ${actionButton(say("ad.done"), { press: done })}</div>
    </div>`;
  }

  private table(rows: readonly Member[]): TemplateResult {
    const say = pickMembersMessages(this.office.language);
    if (rows.length === 0) return html`<p>${say("ad.members.none")}</p>`;
    const heads: MembersKey[] = ["ad.name", "ad.role", "ad.unit", "ad.state", "ad.seen", "ad.actions"];
    return plainTable({
      ...{ caption: say("ad.members"), heads: heads.map((key) => say(key)), left: [0, 1, 2, 3, 4, 5] },
      rows: rows.map((member) => [
        ...[member.name, say(roleKeys(member.role).name), this.units.nameOf(member.unit)],
        html`${say(`ad.state.${member.state}`)}${member.signs_in_by ? html`<br /><span class="soft">${say(`ad.by.${member.signs_in_by}`)}</span>` : nothing}`,
        dayOrNever(member.last_seen_on, this.office.language),
        this.actions(member),
      ]),
    });
  }

  private actions(member: Member): TemplateResult {
    const say = pickMembersMessages(this.office.language);
    const { name, role, unit } = member;
    const typed = { name, role, unit: unit === this.office.agency ? "" : unit };
    return html`${this.opener(say("ad.edit"), name, { kind: "edit", member, typed })}
      ${this.opener(say("ad.renew"), name, { kind: "renew", member })}
      ${this.opener(say("ad.remove"), name, { kind: "remove", member, name: "" })}`;
  }

  private dialog(): TemplateResult | typeof nothing {
    const { open } = this;
    const { isBusy, problem } = this.deed;
    if (!open) return nothing;
    const { language } = this.office;
    const say = pickMembersMessages(language);
    const { name } = open.member;
    if (open.kind === "edit") return this.editDialog(open);
    const common = { language, isBusy, left: this.close, fault: problem && this.words(problem) };
    if (open.kind === "renew") {
      const texts = { title: say("ad.renew.title", { name }), body: say("ad.renew.body"), confirm: say("ad.renew") };
      return askDialog({ ...common, ...texts, confirmed: () => void this.renew(open.member) });
    }
    const texts = { title: say("ad.remove.title", { name }), body: say("ad.remove.body"), confirm: say("ad.remove") };
    const set = (typed: string): void => {
      this.open = { ...open, name: typed };
    };
    const confirmed = (): void => void this.removeMember(open.member);
    return askDialog({ ...common, ...texts, confirmed, typeName: { name, typed: open.name, set } });
  }

  private editDialog(open: Extract<Open, { kind: "edit" }>): TemplateResult {
    const say = pickMembersMessages(this.office.language);
    const set = (typed: Partial<Typed>): void => {
      this.open = { ...open, typed: { ...open.typed, ...typed } };
    };
    return modal(
      say("ad.edit.title", { name: open.member.name }),
      this.close,
      html`${this.fields("edit", open.typed, set)}
        <p>${say("ad.edit.body")}</p>
        ${this.fault()}
        <div class="row">
          ${actionButton(say("ad.save"), { press: () => void this.change(open), kind: "main", isBusy: this.deed.isBusy })}
          ${actionButton(say("ad.cancel"), { press: this.close })}
        </div>`,
    );
  }

  private words(problem: Problem): string {
    const { language } = this.office;
    const isLast = kindOf(problem) === "last-administrator";
    return isLast ? pickMembersMessages(language)("ad.last") : problemWords(problem, language);
  }

  private fault(): TemplateResult {
    return faultNote(this.deed.problem && this.words(this.deed.problem));
  }

  private async invite(): Promise<void> {
    const { name, role, unit } = this.toInvite;
    const body = { name: name.trim(), role, ...(unit === "" ? {} : { unit }) };
    if (body.name === "") return this.renderRoot.querySelector<HTMLElement>("#new-name")?.focus();
    const params = { path: { agency: this.office.agency } };
    await this.doing(
      () => this.office.client.POST("/v1/agencies/{agency}/members", { params, body }),
      (invited) => {
        Object.assign(this, { invited, typed: nobody });
      },
    );
  }

  private async renew({ id }: Member): Promise<void> {
    const params = { path: { agency: this.office.agency, id } };
    const { client } = this.office;
    await this.doing(
      () => client.POST("/v1/agencies/{agency}/members/{id}/invitation", { params }),
      (invited) => {
        this.invited = invited;
      },
    );
  }

  private async change({ member, typed }: Extract<Open, { kind: "edit" }>): Promise<void> {
    const { agency, client, tell, language } = this.office;
    const params = { path: { agency, id: member.id } };
    const body = { name: typed.name.trim(), role: typed.role, unit: typed.unit === "" ? agency : typed.unit };
    await this.doing(
      () => client.PATCH("/v1/agencies/{agency}/members/{id}", { params, body }),
      () => tell(`${pickMembersMessages(language)("ad.saved")}: ${body.name}`),
    );
  }

  private async removeMember({ id, name }: Member): Promise<void> {
    const { agency, client, tell, language } = this.office;
    const params = { path: { agency, id } };
    await this.doing(
      () => client.DELETE("/v1/agencies/{agency}/members/{id}", { params }),
      () => tell(`${pickMembersMessages(language)("ad.removed")}: ${name}`),
    );
    if (!this.open) this.focusList();
  }
}
