/**
 * Text that the server can store: in NFC, without control characters (tab and line breaks stay) and without halves of
 * surrogate pairs, and without blanks around it.
 */
export function cleanText(text: string): string {
  return (
    text
      .replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (match) => (match.length > 1 ? match : ""))
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what goes
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "")
      .normalize("NFC")
      .trim()
  );
}
