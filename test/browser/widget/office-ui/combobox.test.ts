import axe from "axe-core";
import { html, type TemplateResult } from "lit";
import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { modal, serviceField, unitField } from "../../../../widget/office-ui/office-controls-template.ts";
import { type OfficeDeps, OfficePageElement } from "../../../../widget/office-ui/office-page-element.ts";
import { fakeOffice, list, sessionOf, showPage } from "../fake-office.ts";
import { clearPage } from "../rating-page.ts";

afterEach(clearPage);

const version = { parent: null, kind: "commune", valid_from: "2025-07-01", valid_to: null };
const units = [
  { ...version, code: "H20", name: "Tỉnh Đồng Tháp", kind: "agency" },
  { ...version, code: "28249", name: "Phường Đạo Thạnh" },
  { ...version, code: "28261", name: "Phường Mỹ Tho" },
  { ...version, code: "30076", name: "Xã Mỹ Thọ", parent: "28261" },
  { ...version, code: "GONE", name: "Xã Mỹ Cũ", valid_to: "2025-12-31" },
];

/** Puts a page with fields for a unit and a service, in a dialog, before people. */
function showFields(deps: OfficeDeps): { root: ShadowRoot; chosen: string[]; left: string[] } {
  const chosen: string[] = [];
  const left: string[] = [];
  class Page extends OfficePageElement {
    value = "";
    protected override render(): TemplateResult {
      const set = (code: string): void => {
        chosen.push(code);
        this.value = code;
        this.requestUpdate();
      };
      return modal(
        "Chọn",
        () => void left.push("left"),
        html`${unitField(this.office, { id: "unit", label: "Đơn vị", value: this.value, chosen: set })}
        ${serviceField(this.office, { id: "service", label: "Thủ tục", value: "", chosen: set })}`,
      );
    }
  }
  return { root: showPage(Page, { deps }).root, chosen, left };
}

const service = (place: number) => ({ id: `1.${String(place).padStart(6, "0")}`, name: `Thủ tục số ${place}` });

function anOffice(may: Partial<OfficeDeps> = {}) {
  return fakeOffice(
    {
      "GET /units": list(units),
      "GET /services": ({ query }) => {
        const from = Number(query.get("cursor") ?? 0);
        const data = Array.from({ length: 1000 }, (_, place) => service(from + place));
        return list(data, from < 9000 ? String(from + 1000) : null);
      },
    },
    may,
  );
}

const options = (root: ShadowRoot): string[] =>
  [...root.querySelectorAll("ul:not([hidden]) [role=option]")].map((option) =>
    (option.textContent ?? "").replace(/\s+/g, " ").trim(),
  );

test("a unit is found without diacritics and taken by the keyboard alone", async () => {
  const { deps } = anOffice();
  const { root, chosen } = showFields(deps);
  const field = page.getByLabelText("Đơn vị", { exact: true });
  await field.click();
  await expect.poll(() => options(root)).toContain("Xã Mỹ Thọ 30076 · Phường Mỹ Tho");
  expect(options(root)).toContain("Tỉnh Đồng Tháp H20");
  expect(options(root).join()).not.toContain("Xã Mỹ Cũ");
  await userEvent.keyboard("{Escape}my tho");
  await expect.poll(() => options(root)).toEqual(["Phường Mỹ Tho 28261", "Xã Mỹ Thọ 30076 · Phường Mỹ Tho"]);
  await userEvent.keyboard("{ArrowDown}{ArrowDown}");
  const input = root.querySelector("#unit") as HTMLInputElement;
  const active = root.getElementById(input.getAttribute("aria-activedescendant") ?? "");
  expect(active?.textContent).toContain("Xã Mỹ Thọ");
  expect(active?.getAttribute("aria-selected")).toBe("true");
  expect((await axe.run(document)).violations.map(({ id }) => id)).toEqual([]);
  await userEvent.keyboard("{Enter}");
  expect(chosen).toEqual(["30076"]);
  await expect.poll(() => input.value).toBe("Xã Mỹ Thọ (30076)");
  expect(input.getAttribute("aria-expanded")).toBe("false");
});

test("typing key by key and Enter take the first of several", async () => {
  const { deps } = anOffice();
  const { root, chosen } = showFields(deps);
  await page.getByLabelText("Đơn vị", { exact: true }).click();
  await expect.poll(() => options(root).length).toBeGreaterThan(0);
  await userEvent.keyboard("my tho");
  await expect.poll(() => options(root).length).toBe(2);
  await userEvent.keyboard("{Enter}");
  expect(chosen).toEqual(["28261"]);
});

test("Escape closes the list and leaves the dialog open", async () => {
  const { deps } = anOffice();
  const { root, left } = showFields(deps);
  await page.getByLabelText("Đơn vị", { exact: true }).click();
  await expect.poll(() => options(root).length).toBeGreaterThan(0);
  await userEvent.keyboard("{Escape}");
  expect(options(root)).toEqual([]);
  expect(left).toEqual([]);
  await userEvent.keyboard("{Escape}");
  expect(left).toEqual(["left"]);
});

test("a whole code is taken when the field is left; what is no unit is said to be none and stays typed", async () => {
  const { deps } = anOffice();
  const { root, chosen } = showFields(deps);
  const field = page.getByLabelText("Đơn vị", { exact: true });
  await field.click();
  await expect.poll(() => options(root).length).toBeGreaterThan(0);
  await userEvent.keyboard("28249{Tab}");
  expect(chosen).toEqual(["28249"]);
  await field.click();
  await userEvent.keyboard("Xã Không Có{Tab}");
  const input = root.querySelector("#unit") as HTMLInputElement;
  await expect.poll(() => input.getAttribute("aria-invalid")).toBe("true");
  expect(input.value).toBe("Xã Không Có");
  expect(chosen.at(-1)).toBe("");
});

test("Enter on what is no unit keeps nothing that was chosen before, and sends no form around the field", async () => {
  const { deps } = anOffice();
  const { root, chosen } = showFields(deps);
  const field = page.getByLabelText("Đơn vị", { exact: true });
  await field.click();
  await expect.poll(() => options(root).length).toBeGreaterThan(0);
  const input = root.querySelector("#unit") as HTMLInputElement;
  const pressed: boolean[] = [];
  root.addEventListener("keydown", (event) => pressed.push(event.defaultPrevented));
  await userEvent.keyboard("28249{Enter}");
  expect(chosen).toEqual(["28249"]);
  await field.click();
  await userEvent.keyboard("Xã Không Có{Enter}");
  expect(chosen.at(-1)).toBe("");
  expect(pressed.at(-1)).toBe(true);
  await expect.poll(() => input.getAttribute("aria-invalid")).toBe("true");
});

test("among 10,000 services one is found at each letter, and lists are loaded once", async () => {
  const { deps, calls } = anOffice();
  const { root, chosen } = showFields(deps);
  const field = page.getByLabelText("Thủ tục", { exact: true });
  await field.click();
  await expect.poll(() => options(root).length).toBe(50);
  const input = root.querySelector("#service") as HTMLInputElement;
  input.value = "thu tuc so 9999";
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  expect(options(root)).toEqual(["Thủ tục số 9999 1.009999"]);
  await page.getByRole("option", { name: "Thủ tục số 9999 1.009999" }).click();
  expect(chosen).toEqual(["1.009999"]);
  await field.click();
  expect(calls.filter(({ line }) => line === "GET /services")).toHaveLength(10);
});

test("somebody of one unit chooses within it", async () => {
  const { deps } = anOffice({ session: sessionOf("reader", { unit: "28261", scopes: [] }) });
  const { root } = showFields(deps);
  await page.getByLabelText("Đơn vị", { exact: true }).click();
  await expect.poll(() => options(root)).toEqual(["Phường Mỹ Tho 28261", "Xã Mỹ Thọ 30076 · Phường Mỹ Tho"]);
});
