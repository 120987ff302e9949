/** What the newly drawn screen is told to. */
export type ScreenHost = {
  /** Reads texts aloud one after another, where somebody asked for it. */
  readonly read: (texts: readonly string[]) => void;
};

/** A screen that has been drawn. `isTold`: it says all that it will say by itself. */
export type DrawnScreen = { readonly name: string; readonly isCounting: boolean; readonly isTold: boolean };

/** The question, then its answers, then the ways on. */
const spoken = "h1, .sub, main button, .card p, .card button";
/** Keys, what is not in sight, what was chosen before, and the way to a sealed report, since others stand near. */
const unspoken = ".keyboard, .unseen, [hidden], .head button, .recorded button, .aside";

/**
 * Keeps the focus where a new screen begins, without scrolling, so that keys and screen readers go on from there; a countdown
 * gives it back. What somebody wants to hear is read when its screen comes.
 */
export class ScreenController {
  declare private readonly root: ShadowRoot;
  declare private readonly host: ScreenHost;
  declare private drawn: string;
  declare private before: Element | null;
  declare private isUnread: boolean;

  constructor(root: ShadowRoot, host: ScreenHost) {
    this.root = root;
    this.host = host;
    this.forget();
  }

  /** Whoever comes next begins anew. */
  forget(): void {
    this.drawn = "";
    this.before = null;
    this.isUnread = false;
  }

  /**
   * A screen has been drawn.
   * @param had what had the focus before
   */
  shown({ name, isCounting, isTold }: DrawnScreen, had: Element | null): void {
    const screen = isCounting ? `${name} counting` : name;
    if (screen !== this.drawn) this.moveTo(screen, isCounting, had);
    if (this.isUnread && isTold) this.read();
  }

  private moveTo(screen: string, isCounting: boolean, had: Element | null): void {
    const isBack = this.drawn === `${screen} counting`;
    const isFirst = this.drawn === "";
    this.drawn = screen;
    if (isCounting) this.before = had;
    const goal = this.root.querySelector(isCounting ? "#stay" : "#comment, #head");
    const next = isBack && this.before?.isConnected ? this.before : goal;
    if (isFirst) (had as HTMLElement | null)?.blur();
    else (next as HTMLElement | null)?.focus({ preventScroll: true });
    if (!isBack) this.isUnread = true;
  }

  /**
   * Reads what is on the screen, text by text as it was drawn, so that each is found among the recordings. Nothing of a screen that
   * others had better not hear.
   */
  read(): void {
    this.isUnread = false;
    const screen = this.root.querySelector(".card") ?? this.root;
    const texts: string[] = [];
    const walker = document.createTreeWalker(screen, NodeFilter.SHOW_TEXT);
    while (!screen.querySelector("[data-quiet]") && walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      const text = textContent?.trim();
      if (text && parentElement?.closest(spoken) && !parentElement.closest(unspoken)) texts.push(text);
    }
    this.host.read(texts);
  }
}
