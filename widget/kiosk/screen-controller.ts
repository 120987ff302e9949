/** Who reads a newly drawn screen. */
export type ScreenHost = {
  /** Reads texts aloud one after another, if somebody asked for it. */
  readonly read: (texts: readonly string[]) => void;
};

/** A screen that has been drawn. `isTold`: it says all that it will say by itself. */
export type DrawnScreen = { readonly name: string; readonly isCounting: boolean; readonly isTold: boolean };

/** The question, then its answers, then the ways on. */
const spoken = "h1, .sub, main button, .card p, .card button";
/** Keys, what is not in sight, what was chosen before, and the way to a sealed report, since others stand near. */
const unspoken = ".keyboard, .unseen, [hidden], .head button, .recorded button, .aside";

/**
 * Moves the focus to the beginning of each new screen, without scrolling; after a countdown, back to where it was. If somebody
 * wants to hear the screens, each is read when it comes.
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

  /** Forgets what was drawn, for the next person. */
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
   * Reads the screen text by text, as drawn, so that each text finds its recording. A screen with `data-quiet` is not read,
   * since others would hear it.
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
