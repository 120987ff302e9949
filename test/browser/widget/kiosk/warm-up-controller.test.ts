import { expect, test } from "vitest";
import { WarmUpController } from "../../../../widget/kiosk/warm-up-controller.ts";
import { kioskConfig } from "../../../fixtures/kiosk-config.ts";

/** A root in which faces stand, timers that the test lets run, and every screen that was laid out in it. */
function openRoot() {
  const host = document.body.appendChild(document.createElement("div"));
  const root = host.attachShadow({ mode: "open" });
  root.innerHTML = "<main class='faces'></main>";
  const screens: { step: string; visibility: string }[] = [];
  const { append } = root;
  root.append = (box: HTMLElement) => {
    append.call(root, box);
    box.remove = () => {
      screens.push({
        step: box.querySelector("main")?.className ?? "",
        visibility: getComputedStyle(box).visibility,
      });
      Element.prototype.remove.call(box);
    };
  };
  const waiting: (() => void)[] = [];
  const timers = {
    after(_ms: number, work: () => void) {
      waiting.push(work);
      return () => {};
    },
  };
  const runAll = (): void => {
    for (let work = waiting.shift(); work; work = waiting.shift()) work();
  };
  return { root, screens, timers, runAll };
}

test("lays out what follows upon a tap, unseen, and leaves nothing of it in the page", () => {
  const { root, screens, timers, runAll } = openRoot();
  const before = root.innerHTML;
  new WarmUpController(root, { config: kioskConfig, timers, isOccupied: () => false }).run();
  runAll();
  expect(screens.map(({ step }) => step)).toEqual(["more", "more", "more", "thanks"]);
  expect(screens.every(({ visibility }) => visibility === "hidden")).toBe(true);
  expect(root.innerHTML).toBe(before);
});

test("stops as soon as somebody is there", () => {
  const { root, screens, timers, runAll } = openRoot();
  new WarmUpController(root, { config: kioskConfig, timers, isOccupied: () => screens.length > 0 }).run();
  runAll();
  expect(screens).toHaveLength(1);
});
