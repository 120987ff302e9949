/** Whether somebody's words are so long that they scroll in a box of their own, which then takes the focus: class `long`. */
export function areLong(words: string): boolean {
  return words.length > 2000 || words.split("\n", 25).length === 25;
}
