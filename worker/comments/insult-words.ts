/**
 * Insults that make a person look at a comment first, as words in a row. Short on purpose: the list holds a comment for
 * review and hides none. Written with their tones, since most are harmless without them: "con chó" is one, "còn chờ" is a
 * complaint about waiting.
 */
export const insultWords: readonly string[] = [
  "con chó",
  "đồ chó",
  "thằng chó",
  "lũ chó",
  "óc chó",
  "chó đẻ",
  "chó chết",
  "con đĩ",
  "đồ đĩ",
  "đồ ngu",
  "con ngu",
  "thằng ngu",
  "ngu như",
  "ngu si",
  "mất dạy",
  "vô học",
  "khốn nạn",
  "đụ má",
  "đù má",
  "địt",
  "lồn",
  "cặc",
  "buồi",
  "ăn cứt",
  "óc lợn",
];

/** Insults that are none of another word's letters, also without tones. */
export const plainInsults: readonly string[] = [
  "dm",
  "dmm",
  "dcm",
  "vcl",
  "vkl",
  "clgt",
  "dit me",
  "dit con me",
  "deo me",
  "me kiep",
  "khon nan",
  "do khon",
  "an cut",
  "oc lon",
  "fuck",
  "fucking",
  "bitch",
  "shit",
  "motherfucker",
];
