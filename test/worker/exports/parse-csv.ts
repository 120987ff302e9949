/** Reads CSV by RFC 4180, character by character; a byte order mark is left in the first cell. */
export function parseCsv(text: string, separator = ","): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const endCell = (): void => {
    rows.at(-1)?.push(cell);
    cell = "";
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(at + 1) === '"') {
        at += 1;
        cell += '"';
      } else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === separator) endCell();
    else if (character === "\r" && text.charAt(at + 1) === "\n") {
      at += 1;
      endCell();
      rows.push([]);
    } else cell += character;
  }
  if (cell !== "" || (rows.at(-1)?.length ?? 0) > 0) throw new Error("the last line has no end");
  return rows.slice(0, -1);
}
