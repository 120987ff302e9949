/** What the newly drawn screen is told to. */
export type ScreenHost = {
  /** Reads a text aloud, where somebody asked for it. */
  readonly read: (text: string) => void;
};

const spoken =
  "h1, .head .sub, .faces button, .list button:not([hidden]), .pager:not([hidden]) button:not([hidden]), #still";

/**
 * Keeps the focus where a new screen begins, without scrolling, so that keys and screen readers go on from there; a countdown
 * gives it back. What somebody wants to hear is read when its screen comes.
 */
export class ScreenController {
  declare private readonly root: ShadowRoot;
  declare private readonly host: ScreenHost;
  declare private drawn: string;
  declare private before: Element | null;

  constructor(root: ShadowRoot, host: ScreenHost) {
    this.root = root;
    this.host = host;
    this.forget();
  }

  /** Whoever comes next begins anew. */
  forget(): void {
    this.drawn = "";
    this.before = null;
  }

  /**
   * A screen has been drawn.
   * @param had what had the focus before
   */
  shown(name: string, isCounting: boolean, had: Element | null): void {
    const screen = isCounting ? `${name} counting` : name;
    if (screen === this.drawn) return;
    const isBack = this.drawn === `${screen} counting`;
    const isFirst = this.drawn === "";
    this.drawn = screen;
    if (isCounting) this.before = had;
    const goal = this.root.querySelector(isCounting ? "#stay" : "#comment, #head");
    const next = isBack && this.before?.isConnected ? this.before : goal;
    if (isFirst) (had as HTMLElement | null)?.blur();
    else (next as HTMLElement | null)?.focus({ preventScroll: true });
    if (!isBack) this.read();
  }

  /** Reads what is on the screen, but for what others had better not hear. */
  read(): void {
    const parts = [...this.root.querySelectorAll(spoken)].filter((part) => !part.closest("[data-quiet]"));
    this.host.read(
      parts
        .map((part) => part.textContent?.trim())
        .filter(Boolean)
        .join(". "),
    );
  }
}
