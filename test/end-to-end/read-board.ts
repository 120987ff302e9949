import type { Page } from "playwright-core";

/** Rows of a table of the board, as their cells' texts. */
export type BoardTable = readonly (readonly string[])[];

/** What a board shows: its tables by the question that they stand under. */
export type ShownBoard = {
  readonly [Question in "satisfied" | "better" | "where" | "whom" | "answers"]: BoardTable;
} & {
  /** The big figure of the first question; null where there is none. */
  readonly big: string | null;
};

/** What of the address of a board may differ. */
export type BoardPlace = {
  readonly agency: string;
  readonly unit: string;
  readonly period: string;
  readonly method: string;
};

/** Opens a board, with live figures if there is a key. */
export async function openBoard(page: Page, address: string, key?: string): Promise<void> {
  await page.goto(address);
  if (key !== undefined) {
    await page.getByText("Dành cho cơ quan").first().click();
    await page.getByLabel("Khóa của cơ quan").fill(key);
    await page.keyboard.press("Enter");
    await page.getByText("· Số liệu trực tiếp").first().waitFor();
  }
  await settled(page);
}

/** Goes to another state of the open board, as back and forward do, and waits for it. */
export async function goToState(page: Page, address: string): Promise<void> {
  await page.evaluate((path) => {
    history.pushState(null, "", path);
    dispatchEvent(new PopStateEvent("popstate"));
  }, address);
  await settled(page);
}

/** Goes to another state of the open board and reads its tables. */
export async function showState(page: Page, { agency, unit, period, method }: BoardPlace): Promise<ShownBoard> {
  await goToState(page, `/board/${agency}${unit === agency ? "" : `/${unit}`}?period=${period}&method=${method}`);
  return page.evaluate(() => {
    const root = document.querySelector("citizen-board")?.shadowRoot;
    const text = (element: Element | null | undefined): string | null =>
      element ? (element.textContent ?? "").replace(/\s+/g, " ").trim() : null;
    const rowsOf = (id: string): string[][] =>
      [...(root?.querySelectorAll(`#${id} tbody tr`) ?? [])].map((row) =>
        [...row.children].map((cell) => text(cell) ?? ""),
      );
    const big = root?.querySelector("#satisfied .big")?.firstChild?.parentElement;
    return {
      satisfied: rowsOf("satisfied"),
      better: rowsOf("better"),
      where: rowsOf("where"),
      whom: rowsOf("whom"),
      answers: rowsOf("answers"),
      big: text(big),
    };
  });
}

/** Waits until every question shows the answer to what is asked now. A change of state is drawn before a page gets its next task. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const root = document.querySelector("citizen-board")?.shadowRoot;
    // The foot comes after the last question; what is not yet laid out is coming.
    return root?.querySelector("footer") && !root.querySelector("[aria-busy=true], .coming");
  });
}
