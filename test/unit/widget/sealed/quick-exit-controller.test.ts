import { expect, test } from "vitest";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { QuickExitController } from "../../../../widget/sealed/quick-exit-controller.ts";

type Press = { readonly at: number; readonly key?: string; readonly repeat?: boolean };

/** How often the page was left after these presses. */
function exits(presses: readonly Press[], hasGone = false): number {
  const keys = new EventTarget();
  let left = 0;
  let controller: ReactiveController | undefined;
  const host = { addController: (given: ReactiveController) => (controller = given) };
  new QuickExitController(host as unknown as ReactiveControllerHost, keys, () => (left += 1));
  controller?.hostConnected?.();
  if (hasGone) controller?.hostDisconnected?.();
  for (const { at, key = "Escape", repeat = false } of presses) {
    const event = new Event("keydown");
    for (const [name, value] of Object.entries({ key, repeat, isComposing: false, timeStamp: at })) {
      Object.defineProperty(event, name, { value });
    }
    keys.dispatchEvent(event);
  }
  return left;
}

const at = (...times: number[]): Press[] => times.map((time) => ({ at: time }));

test("Esc three times within two seconds leaves the page; twice, or more slowly, does not", () => {
  expect(exits(at(0, 900, 2000))).toBe(1);
  expect(exits(at(0, 900))).toBe(0);
  expect(exits(at(0, 900, 2001))).toBe(0);
  expect(exits(at(0, 1500, 3000, 3200))).toBe(1);
});

test("a key that is held down is one press, and another key in between starts anew", () => {
  expect(exits([...at(0), { at: 10, repeat: true }, { at: 20, repeat: true }, { at: 30, repeat: true }])).toBe(0);
  expect(exits([...at(0, 100), { at: 150, key: "a" }, ...at(200)])).toBe(0);
});

test("nothing is heard any more once the element is gone", () => {
  expect(exits(at(0, 100, 200), true)).toBe(0);
});
