import type { FeedbackReceipt } from "../../shared/contract/receipt.ts";

/** Where a comment is written, and what may be done about it there. */
export type WordsPlace = {
  /** Holds `#comment`, a field; `#advice` below it; after sending, `#told`. */
  readonly root: ShadowRoot;
  readonly language: "vi" | "en";
  readonly server: string;
  /** Who takes sealed reports, and by which page; absent where nobody does. */
  readonly sealed?: { readonly recipient: string; readonly url: string } | null | undefined;
  /** The comment's code, once it was sent. */
  readonly ticket: string | undefined;
  /** Sends what stands in the field, whatever is to be said about it. */
  readonly send: () => void;
  /** Takes the comment out of the feedback again, and answers what is left of it: all, where it is too late for that. */
  readonly takeBack: () => { readonly text: string };
};

/** What the second file does about a comment: it is loaded once somebody writes one. */
export type WordsHelp = {
  /** Whether something is to be asked before the words are sent; then it stands in `#advice`. */
  asks(place: WordsPlace): boolean;
  /** Says in `#told` what was masked, and by when there will be an answer. */
  tells(place: WordsPlace, receipt: FeedbackReceipt): void;
};
