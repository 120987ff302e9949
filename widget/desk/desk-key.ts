/** What a key of the page does: the next comment, the one before, answer, approve, hide. */
export type DeskKey = "j" | "k" | "r" | "a" | "h";

const letters: readonly string[] = ["j", "k", "r", "a", "h"];

/** What is known of a pressed key. `target`: the innermost element that it was pressed in. */
export type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "isComposing" | "repeat"> & {
  readonly target: { readonly localName: string; readonly isContentEditable?: boolean } | null;
};

/** The page's key that was pressed. Null while somebody types or chooses, or with Ctrl, Alt or Cmd, which are the browser's. */
export function deskKey({ key, ctrlKey, metaKey, altKey, isComposing, repeat, target }: Pressed): DeskKey | null {
  const isTyping = target !== null && (typing.has(target.localName) || target.isContentEditable === true);
  if (ctrlKey || metaKey || altKey || isComposing || repeat || isTyping) return null;
  const letter = key.toLowerCase();
  return letters.includes(letter) ? (letter as DeskKey) : null;
}

/** A letter chooses in a list, and a box that is ticked has the focus when keys are meant. */
const typing: ReadonlySet<string> = new Set(["input", "textarea", "select"]);
