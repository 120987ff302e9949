import { Task } from "@lit/task";
import { type CSSResultGroup, html, nothing, type TemplateResult, unsafeCSS } from "lit";
import { dayWords } from "../messages/messages.ts";
import { type OfficeDeps, OfficePageElement } from "../office-ui/office-page-element.ts";
import { actionButton } from "../ui/controls-template.ts";
import { type Need, readNeeds } from "./needs.ts";
import { OwnKeyController } from "./own-key-controller.ts";
import { ownKeyDialog } from "./own-key-template.ts";
import todayStyles from "./today.css?inline";
import { pickTodayMessages, type TodayKey } from "./today-messages.ts";

/** A page that is open all morning looks again by itself. */
const againMs = 5 * 60_000;

/** The page *Hôm nay*: what needs the one who is signed in, the most urgent first. */
export class TodayElement extends OfficePageElement {
  static override styles: CSSResultGroup = [OfficePageElement.styles, unsafeCSS(todayStyles)];
  declare private readonly found: Task<readonly [], Awaited<ReturnType<typeof readNeeds>> & { readonly atMs: number }>;
  declare private stop: () => void;
  private readonly ownKey: OwnKeyController;

  constructor(office: OfficeDeps) {
    super(office);
    this.ownKey = new OwnKeyController(this, { client: office.client, closed: () => void this.found.run() });
    this.found = new Task(this, {
      task: async () => ({ ...(await readNeeds(office)), atMs: office.nowMs() }),
      args: () => [],
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.office.every(againMs, () => void this.found.run());
  }

  override disconnectedCallback(): void {
    this.stop();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const say = pickTodayMessages(this.office.language);
    const found = this.found.value;
    return html`<h1 tabindex="-1">${say("to.title")}</h1>
      ${found ? this.needs(found.needs, found.unread) : html`<p role="status">${say("to.reading")}</p>`}
      ${found ? this.foot(found.atMs) : nothing} ${ownKeyDialog(this.ownKey, this.office.language)}`;
  }

  private needs(needs: readonly Need[], unread: readonly TodayKey[]): TemplateResult {
    const say = pickTodayMessages(this.office.language);
    const what = unread.map((key) => say(key)).join(", ");
    return html`${unread.length > 0 ? html`<p class="fault" role="alert">${say("to.unread", { what })}</p>` : nothing}
      ${needs.length === 0 && unread.length === 0 ? html`<p class="card">${say("to.nothing")}</p>` : nothing}
      <ul class="needs">${needs.map((need) => this.need(need))}</ul>`;
  }

  private action({ page, query }: Pick<Need, "page" | "query">): TemplateResult | typeof nothing {
    const { language, nameOf, open } = this.office;
    const say = pickTodayMessages(language);
    if (page === null) return nothing;
    if (page === "own-key") return actionButton(say("to.own-key.make"), { press: this.ownKey.open });
    return actionButton(say("to.open", { page: nameOf(page) }), {
      press: () => (query ? open(page, query) : open(page)),
    });
  }

  private need({ when, key, places = {}, names = [], ...where }: Need): TemplateResult {
    const { language } = this.office;
    const say = pickTodayMessages(language);
    const { day, ...rest } = places;
    const filled = day === undefined ? rest : { ...rest, day: dayWords(String(day), language) };
    return html`<li class="card ${when}">
      <p><strong class="when">${say(`to.${when}`)}</strong> <span>${say(key, filled)}</span></p>
      ${names.length > 0 ? html`<p class="soft" lang="vi">${names.join(" · ")}</p>` : nothing}
      ${this.action(where)}
    </li>`;
  }

  private foot(atMs: number): TemplateResult {
    const { language } = this.office;
    const say = pickTodayMessages(language);
    const time = new Date(atMs).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hour12: false });
    return html`<p class="soft">${say("to.read-at", { time })}
      ${actionButton(say("to.again"), { press: () => void this.found.run(), kind: "plain", isBusy: this.found.status === 1 })}</p>`;
  }
}
