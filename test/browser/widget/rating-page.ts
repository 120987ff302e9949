import type { TouchpointConfig } from "../../../shared/contract/touchpoint.ts";
import facesStyles from "../../../widget/portal/faces.css?inline";
import { restsMs } from "../../../widget/portal/face-scale-controller.ts";
import { MoreController, type MoreDeps } from "../../../widget/portal/more-controller.ts";
import type { StartMore } from "../../../widget/portal/more-host.ts";
import moreStyles from "../../../widget/portal/more.css?inline";
import panelStyles from "../../../widget/portal/panel.css?inline";
import { type RatingDeps, RatingElement } from "../../../widget/portal/rating-element.ts";
import { tokens } from "../../../widget/ui/tokens.ts";
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
  readonly element: RatingElement;
  readonly server: FakeServer;
  readonly outbox: Outbox;
  /** Moves the person's clocks on. */
  readonly passMs: (ms: number) => void;
  readonly events: { readonly type: string; readonly detail: Record<string, unknown> }[];
  /** Another element with the same deps, not yet on the page. */
  readonly another: () => RatingElement;
};

/** What a test may choose. */
export type RatingPageOptions = {
  readonly config?: TouchpointConfig | null;
  readonly outbox?: Outbox;
  readonly server?: FakeServer;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly width?: string;
  /** False where nobody rests on a face for long enough. */
  readonly rests?: boolean;
  readonly parent?: Element;
  /** In place of what the server says of the touchpoint. */
  readonly loadConfig?: RatingDeps["loadConfig"];
  /** In place of the second file, which is there at once. */
  readonly loadMore?: RatingDeps["loadMore"];
};

let pages = 0;

/** A fresh name, so that no test meets another one's database or tag. */
export function freshName(kind: string): string {
  pages += 1;
  return `${kind}-${pages}-${Math.random().toString(36).slice(2)}`;
}

function defineWith(deps: RatingDeps): string {
  const tag = freshName("rating");
  customElements.define(
    tag,
    class extends RatingElement {
      constructor() {
        super(deps);
      }
    },
  );
  return tag;
}

/** Deps as the composition hands them in, on a real outbox, with a server of a few lines and clocks that can be moved. */
export function ratingDeps(options: RatingPageOptions): {
  readonly deps: RatingDeps;
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
  sheet.replaceSync(tokens(".panel") + panelStyles + facesStyles);
  // Short waits are none here; the long ones, of retries, stay as they are.
  const timers = {
    after: (ms: number, work: () => void) => {
      const isNever = ms === restsMs && options.rests === false;
      return clearTimeout.bind(null, isNever ? 0 : setTimeout(work, ms < 500 ? 0 : ms));
    },
  };
  const door = startOutbox({
    outbox,
    send: server.send,
    alone: () => (work) => work(),
    sendLeaving: server.send,
    now,
    widgetVersion: "1",
    timers,
    chance: () => 0,
    watchPage() {},
  });
  const deps: RatingDeps = {
    outbox: door,
    sheet,
    session: "this",
    browser: "ThisBrowsersOwnKey1234",
    now,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    defaultServer: serverAddress,
    timers,
    loadConfig: options.loadConfig ?? ((_at, show) => show(config === null ? undefined : config)),
    painted: (work) => requestAnimationFrame(() => setTimeout(work)),
    idle: (work) => setTimeout(work),
    loadMore: options.loadMore ?? ((use) => use(secondFile())),
  };
  const passMs = (ms: number): void => {
    passedMs += ms;
  };
  return { deps, passMs };
}

/** The second file, with what it needs of the page. */
export function secondFile(deps: Partial<MoreDeps> = {}): StartMore {
  return (host) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(moreStyles);
    host.root.adoptedStyleSheets = [...host.root.adoptedStyleSheets, sheet];
    const more = new MoreController(host, { openSealed: () => false, copy: async () => true, ...deps });
    return () => more.draw();
  };
}

/** Puts an element under test on the page. */
export function openRatingPage(options: RatingPageOptions = {}): RatingPage {
  const { server = fakeServer(), outbox = outboxStore(freshName("outbox")), attributes = {} } = options;
  const { deps, passMs } = ratingDeps({ ...options, server, outbox });
  const tag = defineWith(deps);
  const another = (): RatingElement => {
    const made = document.createElement(tag) as RatingElement;
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
