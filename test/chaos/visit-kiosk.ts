import type { Locator } from "playwright-core";
import type { KioskTablet, Screen, ShownItem } from "./kiosk-tablet.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** One person's visit, and what the screen told them. */
export type Visit = {
  /** When the face was tapped first, by a clock that nobody moves, in milliseconds. */
  readonly tappedAtMs: number;
  /** What was thanked last; null where nothing was. */
  thanked: ShownItem | null;
  /** Whether the screen said that it could not keep something. */
  refused: boolean;
  /** Broken off by something that the plan did to the tablet. */
  brokenOff: boolean;
};

/** Called before each touch but the first; true: the tablet was taken away, the visit is over. */
export type Disturb = () => Promise<boolean>;

type Ways = { readonly tablet: KioskTablet; readonly random: SeededRandom; readonly disturb: Disturb };

/** A touch sooner after another is taken for a bounce. */
const bounceMs = 430;
const words = ["nhanh", "gon", "lau", "cham", "tot", "hoi", "kho", "hieu", "ban", "ghe", "nong", "vui"];
const patienceMs = 60_000;
const mostTouches = 60;

/** One person, at random: a face, then reasons, words, another face, answers, or away without a word. */
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

/** The screen, once it says what became of the newest touch where it says so at all. */
async function told({ tablet }: Ways): Promise<Screen> {
  for (const untilMs = Date.now() + patienceMs; Date.now() < untilMs; ) {
    const screen = await tablet.screen();
    // Without a name it is being loaded, and closed while it starts: a newer page may come right before a tap.
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
  // Words that look like somebody's data are asked about.
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

/** Touches until another screen is there: a slow machine may swallow a touch. */
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
