/** What copying needs of the page; browsers have no clipboard on plain `http`. */
export type CopyPorts = {
  readonly clipboard: Clipboard | undefined;
  readonly page: Document;
  /** Where the text stands: it is left selected where it has to be copied the old way. */
  readonly shown: Element;
};

/** Copies a text to the clipboard. False: the browser would not; then the text is at least selected. */
export async function copyText(text: string, { clipboard, page, shown }: CopyPorts): Promise<boolean> {
  try {
    await (clipboard as Clipboard).writeText(text);
    return true;
  } catch {
    // Absent, or refused as in a frame without leave: the old way may still do.
    (page.getSelection() as Selection).selectAllChildren(shown);
    return page.execCommand("copy");
  }
}
