import type { FeedbackReceipt } from "../../shared/contract/receipt.ts";
import { kindWords, pickWordsMessages, type WordsSay } from "../messages/words-messages.ts";
import { checkWords } from "./check-words.ts";
import { dayWords } from "../ui/shown-words.ts";
import type { WordsHelp, WordsPlace } from "./words-help.ts";

/** What helping with words needs of the page. */
export type WordsPorts = {
  /** Opens the page of sealed reports. Whether the words went there; false: it is another site's, which gets none. */
  readonly openSealed: (url: string, words: string) => boolean;
};

type Offer = { readonly word: string; readonly press: () => void; readonly isMain?: boolean };

/**
 * Asks about words before they are sent, and tells what became of them. In plain elements: it works in the root of another
 * file's element, by that one's looks.
 */
export class WordsController implements WordsHelp {
  declare private readonly ports: WordsPorts;
  declare private sent: string;
  /** Words whose old font the person wants to keep. */
  declare private kept: string;
  declare private isUndone: boolean;

  /** Fields are declared and set here: for older browsers, those of a class are built with half a kilobyte of code. */
  constructor(ports: WordsPorts) {
    this.ports = ports;
    this.sent = "";
    this.kept = "";
    this.isUndone = false;
  }

  asks(place: WordsPlace): boolean {
    const field = place.root.querySelector<HTMLTextAreaElement>("#comment");
    const words = field?.value ?? "";
    const { converted, kinds, kept } = checkWords(words);
    const say = pickWordsMessages(place.language);
    this.sent = words;
    this.isUndone = false;
    if (!field) return false;
    if (converted !== null && words !== this.kept) this.askFont(place, field, converted);
    else if (kinds.length > 0) this.askMasks(place, field, [say("c.pii", { kinds: kindWords(kinds, say) }), kept]);
    else {
      fill(place, "#advice", []);
      return false;
    }
    field.addEventListener("input", () => fill(place, "#advice", []), { once: true });
    return true;
  }

  tells(place: WordsPlace, { masked = [], due_on }: FeedbackReceipt): void {
    const { root, language, sealed, server, ticket } = place;
    const told = root.querySelector("#told");
    if (!told || this.isUndone) return;
    const say = pickWordsMessages(language);
    const lines = [
      ...(due_on ? [say("k.due", { day: dayWords(due_on) })] : []),
      ...(masked.length > 0 ? [say("w.masked", { kinds: kindWords(kindsOf(masked), say) })] : []),
    ];
    if (told.getAttribute("data-lines") === lines.join()) return;
    told.setAttribute("data-lines", lines.join());
    told.setAttribute("aria-live", "polite");
    const undo = { word: say("w.undo", { recipient: sealed?.recipient ?? "" }), press: () => this.undo(place, say) };
    fill(place, "#told", [
      ...lines.map((line) => made(root, "p", line)),
      ...(ticket ? [linkTo(root, `${server}/ticket/#${ticket}`, say("k.follow"))] : []),
      ...(masked.length > 0 && sealed ? [row(root, [undo])] : []),
    ]);
  }

  private askFont(place: WordsPlace, field: HTMLTextAreaElement, converted: string): void {
    const say = pickWordsMessages(place.language);
    const use = (): void => {
      field.value = converted;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      this.goOn(place);
    };
    const keep = (): void => {
      this.kept = field.value;
      this.goOn(place);
    };
    const offers = [
      { word: say("c.legacy.keep"), press: keep },
      { word: say("c.legacy.use"), press: use, isMain: true },
    ];
    ask(place, say("c.legacy"), [quoted(place.root, say("c.legacy"), converted), row(place.root, offers)]);
  }

  private askMasks(place: WordsPlace, field: HTMLTextAreaElement, [asked, kept]: readonly [string, string]): void {
    const { root, sealed } = place;
    const say = pickWordsMessages(place.language);
    const edit = (): void => {
      fill(place, "#advice", []);
      field.focus();
    };
    const send = (): void => {
      fill(place, "#advice", []);
      place.send();
    };
    const offers = [
      { word: say("c.pii.edit"), press: edit },
      { word: say("c.pii.send"), press: send },
    ];
    const hide = { word: say("c.pii.sealed", { recipient: sealed?.recipient ?? "" }), press: () => this.hide(place) };
    ask(place, asked, [
      made(root, "p", say("c.pii.kept")),
      quoted(root, say("c.pii.kept"), kept),
      row(root, offers),
      ...(sealed ? [row(root, [hide])] : []),
    ]);
  }

  private goOn(place: WordsPlace): void {
    if (!this.asks(place)) place.send();
  }

  /** The words stay in the field too, where they cannot be handed over. */
  private hide(place: WordsPlace): void {
    this.openSealed(place);
  }

  /** By the server's address: on another site's page a path alone would lead to that site. */
  private openSealed({ server, sealed }: WordsPlace): boolean {
    return this.ports.openSealed(new URL(sealed?.url ?? "/", server).href, this.sent);
  }

  private undo(place: WordsPlace, say: WordsSay): void {
    const { root, sealed } = place;
    if (!sealed) return;
    if (place.takeBack().text) {
      fill(place, "#told", [made(root, "p", say("w.late"))]);
      return;
    }
    this.isUndone = true;
    const isThere = this.openSealed(place);
    const copy = isThere ? [] : [made(root, "p", say("w.yours")), quoted(root, say("w.yours"), this.sent)];
    fill(place, "#told", [made(root, "p", say("w.undone")), ...copy]);
  }
}

function kindsOf(masked: NonNullable<FeedbackReceipt["masked"]>): (typeof masked)[number]["kind"][] {
  return masked.map(({ kind }) => kind);
}

function made(root: ShadowRoot, name: string, text: string): HTMLElement {
  const element = root.ownerDocument.createElement(name);
  element.textContent = text;
  return element;
}

/** A person's words as words alone, in a field that has its looks already and that takes no more of them. */
function quoted(root: ShadowRoot, label: string, words: string): HTMLElement {
  const quote = made(root, "textarea", words) as HTMLTextAreaElement;
  quote.readOnly = true;
  quote.dir = "auto";
  quote.setAttribute("part", "field");
  quote.setAttribute("aria-label", label);
  return quote;
}

function linkTo(root: ShadowRoot, url: string, word: string): HTMLElement {
  const link = made(root, "a", word) as HTMLAnchorElement;
  link.href = url;
  link.target = "_blank";
  link.rel = "noreferrer";
  return link;
}

function row(root: ShadowRoot, offers: readonly Offer[]): HTMLElement {
  const line = made(root, "div", "");
  line.className = "row";
  for (const { word, press, isMain = false } of offers) {
    const button = made(root, "button", word) as HTMLButtonElement;
    button.type = "button";
    button.className = isMain ? "main" : "";
    button.setAttribute("part", isMain ? "button main" : "button");
    button.addEventListener("click", press);
    line.append(button);
  }
  return line;
}

function fill({ root }: WordsPlace, selector: string, nodes: readonly Node[]): void {
  const place = root.querySelector(selector);
  if (place) place.textContent = "";
  place?.append(...nodes);
}

function ask(place: WordsPlace, question: string, nodes: readonly Node[]): void {
  const asked = made(place.root, "p", question);
  asked.className = "head";
  asked.tabIndex = -1;
  fill(place, "#advice", [asked, ...nodes]);
  asked.focus({ preventScroll: true });
}
