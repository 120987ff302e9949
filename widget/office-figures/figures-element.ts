import { Task } from "@lit/task";
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import { toDay } from "../../shared/calendar/day.ts";
import { periodWords, quarterOf } from "../../shared/calendar/period.ts";
import { numberFormat, numberWords } from "../messages/messages.ts";
import type { Problem, RowOf } from "../office-ui/office-client.ts";
import { copyButton, loadFault, loadingNote } from "../office-ui/office-controls-template.ts";
import { type OfficeDeps, OfficePageElement } from "../office-ui/office-page-element.ts";
import { actionButton, plainTable } from "../ui/controls-template.ts";
import type { ExportChoice } from "./export-choice.ts";
import { ExportController } from "./export-controller.ts";
import { exportPart, listsOf } from "./export-template.ts";
import { PublicationsController } from "./publications-controller.ts";
import { publicationsPart } from "./publications-template.ts";
import { pullTexts } from "./pull-texts.ts";
import pageStyles from "./figures.css?inline";
import { pickFiguresMessages, type FiguresSay } from "./figures-messages.ts";

type Figures = { readonly timeZone: string; readonly rows: readonly (RowOf<"getIndices"> & { readonly id: string })[] };

/** The page of figures: the live board, publications, exports and pulls. */
export class FiguresElement extends OfficePageElement {
  static override properties: PropertyDeclarations = { choice: { state: true } };
  static override styles: CSSResultGroup = [OfficePageElement.styles, unsafeCSS(pageStyles)];
  declare private choice: ExportChoice;
  declare private readonly exporting: ExportController;
  declare private readonly publications: PublicationsController;
  declare private readonly figures: Task<readonly [], Figures>;

  constructor(office: OfficeDeps) {
    super(office);
    this.choice = {
      ...{ list: listsOf(office.session)[0] ?? "indices", format: "xlsx", span: "month", from: "", to: "" },
      ...{ unit: "", by: "unit,month", locale: "vi" },
    };
    this.exporting = new ExportController(this, office);
    this.publications = new PublicationsController(this, office);
    this.figures = new Task(this, { args: () => [] as const, task: () => loadFigures(office) });
  }

  private get say(): FiguresSay {
    return pickFiguresMessages(this.office.language);
  }

  protected override render(): TemplateResult {
    const { say, office } = this;
    const timeZone = this.figures.value?.timeZone;
    return html`<h1 tabindex="-1">${say("fi.title")}</h1>
      ${this.board()}
      ${
        timeZone
          ? publicationsPart({
              ...{ office, say, timeZone, control: this.publications },
              mayPublish: this.may("config:write") && this.isWhole(),
            })
          : nothing
      }
      ${
        listsOf(office.session).length > 0
          ? exportPart({
              ...{ office, say, control: this.exporting, choice: this.choice },
              set: (choice) => {
                this.choice = choice;
              },
            })
          : nothing
      }
      ${this.pulls()}`;
  }

  private board(): TemplateResult {
    const { say, office } = this;
    const { agency, session } = office;
    const unit = session.unit === agency ? "" : `/${encodeURIComponent(session.unit)}`;
    return html`<section>
      <h2>${say("fi.board")}</h2>
      <p class="soft">${say("fi.board.what")}</p>
      ${this.figures.render({
        pending: () => loadingNote(office.language),
        error: (error) => loadFault(error as Problem, office.language, () => void this.figures.run()),
        complete: ({ rows }) => this.table(rows),
      })}
      <p><a class="button" href="/board/${agency}${unit}#office">${say("fi.board.open")}</a></p>
    </section>`;
  }

  private table(rows: Figures["rows"]): TemplateResult {
    const { say } = this;
    const { language } = this.office;
    const value = (of: number | null): string => (of === null ? "–" : `${numberFormat(language, 2, 2).format(of)}%`);
    const count = (people: number): string => numberWords(people, language, 0);
    return plainTable({
      caption: say("fi.board.table"),
      heads: [
        ...[say("fi.col.period"), say("fi.col.value"), say("fi.col.n"), say("fi.col.interval"), say("fi.col.rate")],
        ...[say("fi.col.flagged"), say("fi.col.aside")],
      ],
      rows: rows.map(({ id, value: share, n, interval, coverage, flagged, set_aside }) => [
        ...[periodWords(id, language), value(share), count(n)],
        interval ? `${value(interval.low)} – ${value(interval.high)}` : "–",
        coverage ? value(coverage.rate) : "–",
        flagged.n === 0 ? "–" : `${value(flagged.value_without)} (${count(n - flagged.n)})`,
        count(set_aside.n),
      ]),
    });
  }

  private pulls(): TemplateResult {
    const { say, office } = this;
    const { server, agency } = office;
    const texts = pullTexts({ server, agency, year: office.today().slice(0, 4) });
    const snippet = (id: "excel" | "python", text: string): TemplateResult =>
      html`<details>
        <summary>${say(`fi.pull.${id}`)}</summary>
        <p>${say(`fi.pull.${id}.how`)}</p>
        <pre class="lines" tabindex="0" role="region" aria-label=${say(`fi.pull.${id}`)}>${text}</pre>
        <div class="row">${copyButton(text, office.language)}</div>
      </details>`;
    return html`<section>
      <h2>${say("fi.pull")}</h2>
      <p>${say("fi.pull.what")}</p>
      ${
        this.may("keys:write")
          ? html`<div class="row">${actionButton(say("fi.pull.key"), { press: () => office.open("keys") })}</div>`
          : html`<p class="soft">${say("fi.pull.key.none")}</p>`
      }
      ${snippet("excel", texts.excel)} ${snippet("python", texts.python)}
    </section>`;
  }
}

/** Live figures of this month and quarter, of all that the session reaches. */
async function loadFigures({ client, agency, today }: OfficeDeps): Promise<Figures> {
  const day = today();
  const ids = [day.slice(0, 7), quarterOf(toDay(day)).id];
  const path = { agency };
  const [about, ...answers] = await Promise.all([
    client.GET("/v1/agencies/{agency}", { params: { path } }),
    ...ids.map((period) => client.GET("/v1/agencies/{agency}/indices", { params: { path, query: { period } } })),
  ]);
  // A task fails by what it throws.
  if (!about.data) throw about.error;
  const rows = answers.map(({ data, error }, place) => {
    if (typeof data !== "object" || !data.data[0]) throw error;
    return { ...data.data[0], id: ids[place] ?? "" };
  });
  return { timeZone: about.data.time_zone, rows };
}
