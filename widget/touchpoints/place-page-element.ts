import { Task } from "@lit/task";
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import { readPages } from "../office-ui/office-client.ts";
import {
  backButton,
  knownUnits,
  loadFault,
  loadingNote,
  type UnitRow,
  unitsOn,
} from "../office-ui/office-controls-template.ts";
import { type OfficeDeps, OfficePageElement } from "../office-ui/office-page-element.ts";
import type { TouchpointRow } from "./touchpoint-draft.ts";
import pageStyles from "./touchpoints.css?inline";

/** Rows that are drawn at once; a button draws so many more. */
const rowsAtOnce = 50;

/** Touchpoints that the one who is signed in reaches, and the units of today by code. */
export type Places = { readonly rows: readonly TouchpointRow[]; readonly units: ReadonlyMap<string, UnitRow> };

/** A page with a list of touchpoints or devices, and with the one whose id stands in the address. */
export abstract class PlacePageElement<Loaded> extends OfficePageElement {
  static override properties: PropertyDeclarations = {
    state: { state: true },
    fault: { state: true },
    isBusy: { state: true },
  };
  static override styles: CSSResultGroup = [OfficePageElement.styles, unsafeCSS(pageStyles)];
  declare protected readonly list: Task<[], Loaded>;
  /** What stands in the address: what is searched, `id` (`new` for a new one), `n` for more rows. */
  declare protected state: Readonly<Record<string, string>>;
  declare protected fault: string | null;
  declare protected isBusy: boolean;

  constructor(office: OfficeDeps) {
    super(office);
    this.state = office.query.read();
    this.fault = null;
    this.isBusy = false;
    this.list = new Task(this, { task: () => this.load(), args: () => [] });
  }

  protected abstract load(): Promise<Loaded>;

  /** The heading, and the words of the way back to the list. */
  protected abstract titles(id: string): { readonly title: string; readonly back: string };

  /** Prepares to show one; with an empty id, the list. */
  protected abstract turnTo(id: string): void;

  protected abstract all(loaded: Loaded): TemplateResult;

  protected abstract opened(loaded: Loaded, id: string): TemplateResult | typeof nothing;

  protected async readPlaces(): Promise<Places> {
    const { agency, client, today } = this.office;
    const path = { agency };
    const [touchpoints, units] = await Promise.all([
      readPages<TouchpointRow>((query) => client.GET("/v1/agencies/{agency}/touchpoints", { params: { path, query } })),
      knownUnits(this.office),
    ]);
    if (!touchpoints.rows || !units) throw new Error("unreachable");
    return { rows: touchpoints.rows, units: unitsOn(units, today()) };
  }

  /** How many rows are drawn at most. */
  protected get shown(): number {
    return Number(this.state["n"] ?? rowsAtOnce);
  }

  protected readonly more = (): void => this.set({ n: String(this.shown + rowsAtOnce) });

  protected set(change: Readonly<Record<string, string>>): void {
    const entries = Object.entries({ ...this.state, ...change }).filter(([, value]) => value !== "");
    this.state = Object.fromEntries(entries);
    this.office.query.write(this.state);
  }

  /** Shows one; with an empty id, the list. The focus goes to its heading, or back to its row. */
  protected async show(id: string): Promise<void> {
    const before = this.state["id"] ?? "";
    this.fault = null;
    this.turnTo(id);
    this.set({ id });
    await this.focusOn(id === "" ? `[data-row="${before}"]` : "h1");
  }

  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    const find = (one: string): HTMLElement | null => this.renderRoot.querySelector<HTMLElement>(one);
    (find(selector) ?? find("h1"))?.focus();
  }

  protected override render(): TemplateResult {
    const { id = "" } = this.state;
    const { value: loaded } = this.list;
    const { title, back } = this.titles(id);
    // One heading for every state, so that it keeps the focus while the page loads.
    return html`${id === "" ? nothing : backButton(back, () => void this.show(""))}
      <h1 tabindex="-1">${title}</h1>
      ${loaded ? (id === "" ? this.all(loaded) : this.opened(loaded, id)) : this.waiting()}`;
  }

  private waiting(): unknown {
    const { language } = this.office;
    const again = (): void => void this.list.run();
    return this.list.render({ pending: () => loadingNote(language), error: () => loadFault(null, language, again) });
  }
}
