import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import { type PageClock, startClock } from "../clock/start-clock.ts";
import { type PreviewMessage, previewReady } from "../preview-frames/preview-message.ts";
import { citizenKioskStyles, citizenKioskTag, defineCitizenKiosk } from "../kiosk/define-citizen-kiosk.ts";
import { startPortalPreview } from "../portal/start-portal-preview.ts";
import { previewKioskDeps } from "./preview-kiosk-deps.ts";

/** While somebody types, the screen is drawn anew after this much rest, in milliseconds. */
const restMs = 250;
/** How often the screen is looked at until it can be pressed, and how many times. */
const lookMs = 20;
const mostLooks = 100;

/** Draws what the page around this frame says, as portal or as device. Nobody else may say anything, nor a page of another server. */
export function startFormPreview(isDevice: boolean): void {
  const clock = startClock();
  closeLinks();
  const draw = isDevice ? startKioskPreview(clock) : startPortal(clock);
  let cancel = (): void => {};
  let drawn = "";
  addEventListener("message", ({ source, origin, data }: MessageEvent<PreviewMessage>) => {
    if (parent === window || source !== parent || origin !== location.origin || typeof data?.preview !== "object")
      return;
    const asked = JSON.stringify(data);
    if (asked === drawn) return;
    cancel();
    cancel = clock.timers.after(drawn === "" ? 0 : restMs, () => {
      drawn = asked;
      draw(data);
    });
  });
  parent.postMessage(previewReady, location.origin);
}

type Draw = (message: PreviewMessage) => void;

function startPortal(clock: PageClock): Draw {
  const make = startPortalPreview();
  return ({ preview, language, level }) => {
    const element = make(preview);
    element.setAttribute("lang", language);
    show(element, language);
    if (level === null) return;
    const find = (selector: string) => (): Element | null | undefined => element.shadowRoot?.querySelector(selector);
    whenDrawn(clock, find(`input[value="${level}"]`), (face) => {
      face.click();
      whenDrawn(clock, find("[part~=chip], textarea"), showMiddle);
    });
  };
}

/** Scrolls this frame alone: `scrollIntoView` would scroll the page around it as well. */
function showMiddle(element: Element): void {
  scrollTo(0, scrollY + element.getBoundingClientRect().top - innerHeight / 3);
}

function startKioskPreview(clock: PageClock): Draw {
  let shown: TouchpointConfig | undefined;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(citizenKioskStyles);
  const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
  const deps = previewKioskDeps({ ...clock, sheet, random, server: location.origin, config: () => shown });
  defineCitizenKiosk(deps, customElements);
  return ({ preview, language, level }) => {
    shown = preview;
    const element = document.createElement(citizenKioskTag);
    show(element, language);
    const pressed = (button: HTMLElement): boolean => button.dispatchEvent(new CustomEvent("press"));
    const root = (): ShadowRoot | null => element.shadowRoot;
    // Levels stand best first.
    const face = (): HTMLElement | undefined =>
      level === null ? undefined : root()?.querySelectorAll<HTMLElement>("button.face")[5 - level];
    const rate = (): void => (level === null ? undefined : whenDrawn(clock, face, pressed));
    if (language === "vi") return rate();
    whenDrawn(
      clock,
      () => root()?.querySelector("footer button[lang=en]"),
      (button) => {
        pressed(button);
        rate();
      },
    );
  };
}

/** Nothing leads out of the frame: a click on a link does nothing. */
function closeLinks(): void {
  const stop = (event: Event): void => {
    if (!event.composedPath().some((one) => one instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  for (const type of ["click", "auxclick"]) addEventListener(type, stop, true);
}

function show(element: HTMLElement, language: string): void {
  document.documentElement.lang = language;
  document.body.textContent = "";
  document.body.append(element);
}

/** Does something with an element as soon as it is drawn. */
function whenDrawn(
  { timers }: PageClock,
  find: () => Element | null | undefined,
  act: (button: HTMLElement) => void,
): void {
  const look = (left: number): void => {
    const found = find();
    if (found instanceof HTMLElement) act(found);
    else if (left > 0) timers.after(lookMs, () => look(left - 1));
  };
  look(mostLooks);
}
