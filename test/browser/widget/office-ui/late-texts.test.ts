import { html, type TemplateResult } from "lit";
import { afterEach, expect, test } from "vitest";
import { textsOf } from "../../../../widget/messages/messages.ts";
import { OfficePageElement } from "../../../../widget/office-ui/office-page-element.ts";
import { fakeOffice, showPage } from "../fake-office.ts";
import { clearPage } from "../rating-page.ts";

afterEach(clearPage);

test("a part that an English page loads later is drawn when its English is there, never in Vietnamese", async () => {
  const drawn: string[] = [];
  let arrived = (_: { import: string }): void => {};
  class Page extends OfficePageElement {
    words = (): string => "Units";
    protected override render(): TemplateResult {
      drawn.push(this.words());
      return html`<h1>${this.words()}</h1>`;
    }
  }
  const page = showPage(Page, fakeOffice({}, { language: "en" })).element as Page;
  await page.updateComplete;
  const pick = textsOf({ import: "Nhập từ bảng" }, () => new Promise((there) => (arrived = there)));
  page.words = () => pick("en")("import");
  page.requestUpdate();
  await Promise.resolve();
  expect(drawn).toEqual(["Units"]);
  arrived({ import: "Import a table" });
  await page.updateComplete;
  expect(drawn).toEqual(["Units", "Import a table"]);
});
