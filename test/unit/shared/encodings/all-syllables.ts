const onsets = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split(" ");
const open =
  "a e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iu iêu oa oai oay oe oi ôi ơi ua ui uôi uy ưa ưi ưu ươi ươu".split(
    " ",
  );
const nasal =
  "am an ang anh ăm ăn ăng âm ân âng em en eng êm ên ênh im in inh iêm iên iêng om on ong ôm ôn ông ơm ơn um un ung uôn uông ưng ươm ươn ương oan oang".split(
    " ",
  );
const stopped =
  "ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich ip it iêc iêp iêt oc op ot ôc ôp ôt ơp ơt uc up ut uôc uôt ưc ưt ươc ươp ươt oat".split(
    " ",
  );

/** Level, then the five tones. */
const tones = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"];

/** The vowel that carries the tone: the last one with an accent of its own, else the last but a closing one. */
function withTone(rime: string, tone: string): string {
  const accented = Math.max(...[..."ăâêôơư"].map((vowel) => rime.lastIndexOf(vowel)));
  const first = rime.search(/[aeiouy]/);
  const at = accented >= 0 ? accented : first;
  return `${rime.slice(0, at + 1)}${tone}${rime.slice(at + 1)}`.normalize("NFC");
}

/** Some fifteen thousand spellings that Vietnamese allows, whether or not a dictionary has them. */
export function allSyllables(): string[] {
  const syllables: string[] = [];
  for (const onset of ["", ...onsets]) {
    for (const rime of [...open, ...nasal, ...stopped]) {
      if (onset === "qu" && !/^[aăâeêy]/.test(rime)) continue;
      if (onset === "gi" && rime.startsWith("i")) continue;
      const allowed = stopped.includes(rime) ? ["\u0301", "\u0323"] : tones;
      for (const tone of allowed) syllables.push(onset + withTone(rime, tone));
    }
  }
  return syllables;
}
