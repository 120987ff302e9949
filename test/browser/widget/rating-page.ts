import type { TouchpointConfig } from "../../../shared/contract/touchpoint.ts";
import choiceStyles from "../../../widget/portal/choice.css?inline";
import type { RatingPorts } from "../../../widget/portal/rating-ports.ts";
import { RatingPanelElement } from "../../../widget/portal/rating-panel-element.ts";
import { tokens } from "../../../widget/ui/tokens.ts";
import ratingPanelStyles from "../../../widget/portal/rating-panel.css?inline";
import type { Outbox } from "../../../widget/outbox/outbox-store.ts";
import { outboxStore } from "../../../widget/outbox/outbox-store.ts";
import { startOutbox } from "../../../widget/outbox/start-outbox.ts";
import { touchpoint, touchpointConfig } from "../../fixtures/touchpoint-config.ts";
import type { FakeServer } from "./fake-server.ts";
import { fakeServer } from "./fake-server.ts";

/** Server that the element under test speaks to. */
export const serverAddress = "https://feedback.example";

/** An element on a page, with all that it works with. */
export type RatingPage = {
  readonly element: RatingPanelElement;
  readonly server: FakeServer;
  readonly outbox: Outbox;
  /** Moves the person's clocks on. */
  readonly passMs: (ms: number) => void;
  readonly events: { readonly type: string; readonly detail: Record<string, unknown> }[];
  /** Another element with the same ports, not yet on the page. */
  readonly another: () => RatingPanelElement;
};

/** What a test may choose. */
export type RatingPageOptions = {
  readonly config?: TouchpointConfig | null;
  readonly outbox?: Outbox;
  readonly server?: FakeServer;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly width?: string;
  readonly parent?: Element;
  /** Without it the second file cannot be loaded. */
  readonly loadWords?: RatingPorts["loadWords"];
};

let pages = 0;

/** A fresh name, so that no test meets another one's database or tag. */
export function freshName(kind: string): string {
  pages += 1;
  return `${kind}-${pages}-${Math.random().toString(36).slice(2)}`;
}

function defineWith(ports: RatingPorts): string {
  const tag = freshName("rating");
  customElements.define(
    tag,
    class extends RatingPanelElement {
      constructor() {
        super(ports);
      }
    },
  );
  return tag;
}

/** Ports as the composition hands them in, on a real outbox, with a server of a few lines and clocks that can be moved. */
export function ratingPorts(options: RatingPageOptions): {
  readonly ports: RatingPorts;
  readonly passMs: (ms: number) => void;
} {
  const { config = touchpointConfig, server = fakeServer(), outbox = outboxStore(freshName("outbox")) } = options;
  let passedMs = 0;
  const now = () => ({
    ms: Date.now() + passedMs,
    offsetMinutes: 420,
    monotonicMs: performance.now() + passedMs,
    session: "this",
  });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens(".panel") + ratingPanelStyles + choiceStyles);
  const door = startOutbox({
    outbox,
    send: server.send,
    alone: () => (work) => work(),
    sendLeaving: server.send,
    now,
    widgetVersion: "1",
    // Short waits are none here; the long ones, of retries, stay as they are.
    timers: { after: (ms, work) => clearTimeout.bind(null, setTimeout(work, ms < 500 ? 0 : ms)) },
    chance: () => 0,
    watchPage() {},
  });
  const ports: RatingPorts = {
    outbox: door,
    sheet,
    session: "this",
    browser: "ThisBrowsersOwnKey1234",
    now,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    defaultServer: serverAddress,
    loadConfig: (_at, show) => show(config === null ? undefined : config),
    painted: (work) => requestAnimationFrame(() => setTimeout(work)),
    copy: async () => true,
    loadWords: options.loadWords ?? (() => {}),
  };
  const passMs = (ms: number): void => {
    passedMs += ms;
  };
  return { ports, passMs };
}

/** Puts an element under test on the page. */
export function openRatingPage(options: RatingPageOptions = {}): RatingPage {
  const { server = fakeServer(), outbox = outboxStore(freshName("outbox")), attributes = {} } = options;
  const { ports, passMs } = ratingPorts({ ...options, server, outbox });
  const tag = defineWith(ports);
  const another = (): RatingPanelElement => {
    const made = document.createElement(tag) as RatingPanelElement;
    for (const [name, value] of Object.entries({ touchpoint, ...attributes })) made.setAttribute(name, value);
    return made;
  };
  const element = another();
  const events: RatingPage["events"] = [];
  const place = document.createElement("div");
  place.style.width = options.width ?? "560px";
  place.append(element);
  (options.parent ?? document.body).append(place);
  for (const type of ["feedback-captured", "feedback-receipted", "feedback-refused"]) {
    place.addEventListener(type, (event) => events.push({ type, detail: (event as CustomEvent).detail }));
  }
  return { element, server, outbox, another, events, passMs };
}

/** Takes away whatever tests have put on the page. */
export function clearPage(): void {
  document.body.replaceChildren();
  document.adoptedStyleSheets = [];
}
