import type { Locator } from "playwright-core";
import type { KioskTablet, Screen, ShownItem } from "./kiosk-tablet.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** One person's visit, and what the screen said. */
export type Visit = {
  /** Time of the first tap in milliseconds, by a clock that no event sets. */
  readonly tappedAtMs: number;
  /** The rating that was thanked last; null if none was. */
  thanked: ShownItem | null;
  /** Whether the screen said that it could not keep something. */
  refused: boolean;
  /** Whether an event interrupted the visit. */
  brokenOff: boolean;
};

/** Called before each touch after the first. Returns true if the visit is over because the tablet was taken away. */
export type Disturb = () => Promise<boolean>;

type Ways = { readonly tablet: KioskTablet; readonly random: SeededRandom; readonly disturb: Disturb };

/** The page ignores a touch sooner than this after another one. */
const bounceMs = 430;
const words = ["nhanh", "gon", "lau", "cham", "tot", "hoi", "kho", "hieu", "ban", "ghe", "nong", "vui"];
const patienceMs = 60_000;
const mostTouches = 60;

/** One random visit: a face, then reasons, a comment, another face, answers, or leaving at once. */
export async function visitKiosk(ways: Ways): Promise<Visit> {
  const { tablet, random } = ways;
  const page = tablet.page();
  await page.locator("citizen-kiosk button.face").first().waitFor();
  const leaves = random.happens(0.04);
  const visit: Visit = { tappedAtMs: Date.now(), thanked: null, refused: false, brokenOff: false };
  await touch(ways, page.locator("citizen-kiosk button.face").nth(random.between(0, 4)), "faces");
  for (let touches = 0; touches < mostTouches; touches += 1) {
    if (await ways.disturb()) return { ...visit, brokenOff: true };
    const screen = await told(ways);
    if (screen.told === "thanks") visit.thanked = screen.item;
    if (screen.told === "refusal") visit.refused = true;
    if (screen.step === "faces" && screen.item === null) return visit;
    if (leaves) await page.locator("citizen-kiosk main.faces").waitFor();
    else await goOn(ways, screen);
  }
  throw new Error(`A visit does not end: ${JSON.stringify(await tablet.screen())}`);
}

/** Returns the screen, once it shows the result of the newest touch, if it shows results at all. */
async function told({ tablet }: Ways): Promise<Screen> {
  for (const untilMs = Date.now() + patienceMs; Date.now() < untilMs; ) {
    const screen = await tablet.screen();
    // It has no name while it reloads, and is `closed` while it starts. A newer page may load right before a tap.
    if (screen.told !== "nothing" || !/^(more|thanks|closed|)$/.test(screen.step)) return screen;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`The screen says nothing: ${JSON.stringify(await tablet.screen())}`);
}

async function goOn(ways: Ways, { step }: Screen): Promise<void> {
  const { tablet, random } = ways;
  const page = tablet.page();
  const button = (name: string): Locator => page.getByRole("button", { name, exact: true });
  if (step === "faces") return touch(ways, page.locator("citizen-kiosk button.face").nth(random.between(0, 4)), step);
  if (step === "more") return more(ways, button);
  if (step === "comment") return comment(ways, button);
  if (step === "question" && random.happens(0.2)) return touch(ways, button("Bỏ qua"), step);
  if (step === "question" || step === "pressure") {
    const answers = page.locator("citizen-kiosk .answers button");
    return touch(ways, answers.nth(random.between(0, (await answers.count()) - 1)), step);
  }
  // The page asks about comments that seem to have personal data.
  if (step === "check") return touch(ways, page.locator("citizen-kiosk .row button:last-child"), step);
  if (step !== "thanks") throw new Error(`What is ${step}?`);
  const again = button("Chạm nhầm? Chọn lại");
  if (random.happens(0.1) && (await again.isVisible())) return touch(ways, again, step);
  return touch(ways, button("Xong"), step);
}

async function more(ways: Ways, button: (name: string) => Locator): Promise<void> {
  const { tablet, random } = ways;
  const again = button("Chạm nhầm? Chọn lại");
  if (random.happens(0.12) && (await again.isVisible())) return touch(ways, again, "more");
  if (random.happens(0.15)) return touch(ways, button("Viết góp ý"), "more");
  const reasons = tablet.page().locator("citizen-kiosk .reasons button");
  if (!random.happens(0.3)) return touch(ways, button("Bỏ qua"), "more");
  await rested();
  await reasons.nth(random.between(0, (await reasons.count()) - 1)).click();
  return touch(ways, button("Gửi"), "more");
}

async function comment(ways: Ways, button: (name: string) => Locator): Promise<void> {
  const { tablet, random } = ways;
  const field = tablet.page().locator("citizen-kiosk textarea");
  await field.focus();
  const text = Array.from({ length: random.between(1, 4) }, () => random.pick(words)).join(" ");
  await tablet.page().keyboard.type(text);
  return touch(ways, button("Gửi"), "comment");
}

let touchedAtMs = 0;

async function rested(): Promise<void> {
  const leftMs = touchedAtMs + bounceMs - Date.now();
  if (leftMs > 0) await new Promise((resolve) => setTimeout(resolve, leftMs));
  touchedAtMs = Date.now();
}

/** Touches until the screen changes: a slow machine may lose a touch. */
async function touch({ tablet }: Ways, target: Locator, step: string): Promise<void> {
  const before = await tablet.screen();
  for (let tries = 0; tries < 8; tries += 1) {
    await rested();
    await target.click({ timeout: 2000 }).catch(() => undefined);
    touchedAtMs = Date.now();
    const after = await tablet.screen();
    const isOther = after.item?.id !== before.item?.id || after.item?.revision !== before.item?.revision;
    if (!/^(closed|)$/.test(after.step) && (after.step !== step || isOther)) return;
  }
  throw new Error(`Nothing follows upon a touch: ${JSON.stringify(await tablet.screen())}`);
}
