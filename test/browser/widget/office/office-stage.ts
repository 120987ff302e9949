import axe from "axe-core";
import { html, type PropertyDeclarations, type TemplateResult } from "lit";
import { expect } from "vitest";
import { page } from "vitest/browser";
import { OfficeElement, type OfficeFrameDeps } from "../../../../widget/office/office-element.ts";
import type { OfficePage } from "../../../../widget/office/all-pages.ts";
import { type OfficePageId, OfficePageElement } from "../../../../widget/office-ui/office-page-element.ts";
import { freshName } from "../rating-page.ts";
import type { FakeOfficeServer } from "./fake-office-server.ts";

/** A page that is high, and loads its rows only after its heading. */
class RowsElement extends OfficePageElement {
  static override properties: PropertyDeclarations = { rows: { state: true } };
  declare private rows: number;

  constructor(...given: ConstructorParameters<typeof OfficePageElement>) {
    super(...given);
    this.rows = 0;
    setTimeout(() => {
      this.rows = 80;
    });
  }

  protected override render(): TemplateResult {
    const { language, agency, open, tell, client, query } = this.office;
    const call = (): void => void client.GET("/v1/agencies/{agency}/units", { params: { path: { agency } } });
    return html`<h1>${language === "vi" ? "Trang" : "Page"} ${this.localName.split("-").at(-1)}</h1>
      <label for="note">Ghi chú</label><input id="note" />
      <button type="button" @click=${call}>Gọi máy chủ</button>
      <button type="button" @click=${() => tell("Đã lưu.")}>Lưu</button>
      <button type="button" @click=${() => query.write({ id: "7" }, "step")}>Mở trong trang</button>
      ${Array.from({ length: this.rows }, (_, row) => html`<p><button type="button" @click=${() => open("units")}>Dòng ${row}</button></p>`)}`;
  }
}

/** Fake pages with these ids, each behind its real conditions. */
export function fakePages(pages: readonly Omit<OfficePage, "load">[]): OfficePage[] {
  return pages.map((one) => {
    const Page = class extends RowsElement {};
    return { ...one, load: async () => Page };
  });
}

const everybody = (id: OfficePageId): Omit<OfficePage, "load"> => ({ id, needs: [] });

/** Three pages that everybody has, and one for who may write keys. */
export const usualPages: readonly OfficePage[] = fakePages([
  ...[everybody("today"), everybody("units"), everybody("comments")],
  { id: "keys", needs: ["keys:write"] },
]);

/** The office on the page, at an address. */
export type Stage = {
  readonly element: OfficeElement;
  readonly root: ShadowRoot;
  /** The open page. */
  readonly shown: () => HTMLElement | null;
  readonly left: string[];
};

const defined = new Set<CustomElementConstructor>();

/** Puts the office on the page. */
export async function openOffice(
  server: FakeOfficeServer,
  address: string,
  more: Partial<OfficeFrameDeps> = {},
): Promise<Stage> {
  history.replaceState(null, "", address);
  const left: string[] = [];
  const deps: OfficeFrameDeps = {
    ...{ fetch: server.fetch, server: location.origin, isSecure: true, pages: usualPages, storage: localStorage },
    ...{ language: "vi", speaks: () => {}, today: () => "2026-11-29", nowMs: () => 0, every: () => () => {} },
    leaveTo: (to) => left.push(to),
    reload: () => left.push("reloaded"),
    define(tag, Page) {
      // A class has one tag for all tests of a file.
      if (!defined.has(Page)) customElements.define(`${freshName("page")}-${tag.replace("office-", "")}`, Page);
      defined.add(Page);
    },
    ...more,
  };
  const tag = freshName("office");
  customElements.define(
    tag,
    class extends OfficeElement {
      constructor() {
        super(deps);
      }
    },
  );
  const element = document.body.appendChild(document.createElement(tag)) as OfficeElement;
  const root = element.shadowRoot as ShadowRoot;
  return { element, root, left, shown: () => root.querySelector<HTMLElement>("main > [class], main > *:not(div)") };
}

/** Words of what has the focus, through shadow roots. */
export function inFocus(): string {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found?.textContent?.trim() ?? "";
}

/** Finds accessibility faults. The page of the tests has no heading and language of its own. */
export async function faultsOf(root: ShadowRoot): Promise<string[]> {
  const { violations } = await axe.run(root.host as HTMLElement, { rules: { region: { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}

/** Waits for a page's heading. */
export async function seeHeading(name: string | RegExp): Promise<void> {
  await expect.element(page.getByRole("heading", { level: 1, name })).toBeVisible();
}
