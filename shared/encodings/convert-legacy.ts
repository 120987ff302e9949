/**
 * Vietnamese encodings from before Unicode: VNI Windows, and TCVN3 (also called ABC; its fonts' names begin with .Vn).
 */
export type LegacyEncoding = "vni" | "tcvn3";

/** Small letters, then the capitals that have their own code. Source: TCVN 5712:1993, table VN3. */
const tcvn3Codes = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦";
const tcvn3Letters = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ";

const [acute, grave, hook, tilde, dot] = ["\u0301", "\u0300", "\u0309", "\u0303", "\u0323"];
const circumflex = "\u0302";
const breve = "\u0306";

/** VNI Windows writes a sign for tone and accent after the vowel. Source: VNI's table, from vni.h of xvnkb. */
const vniSigns: Readonly<Record<string, string>> = {
  ù: `${acute}`,
  ø: `${grave}`,
  û: `${hook}`,
  õ: `${tilde}`,
  ï: `${dot}`,
  â: circumflex,
  á: `${circumflex}${acute}`,
  à: `${circumflex}${grave}`,
  å: `${circumflex}${hook}`,
  ã: `${circumflex}${tilde}`,
  ä: `${circumflex}${dot}`,
  ê: breve,
  é: `${breve}${acute}`,
  è: `${breve}${grave}`,
  ú: `${breve}${hook}`,
  ü: `${breve}${tilde}`,
  ë: `${breve}${dot}`,
};

/** Letters that VNI writes as one sign. */
const vniLetters: Readonly<Record<string, string>> = {
  ô: "ơ",
  ö: "ư",
  ñ: "đ",
  í: "í",
  ì: "ì",
  æ: "ỉ",
  ó: "ĩ",
  ò: "ị",
  î: "ỵ",
};

const vniPair = /([aeouyôö])([ùøûõï])|([aeo])([âáàåãä])|(a)([êéèúüë])|[ôöñíìæóòî]/gi;

function vniLetter(pair: string): string {
  const [base = "", sign = ""] = [pair.charAt(0), pair.charAt(1)];
  const small = base.toLowerCase();
  const letter = `${vniLetters[small] ?? small}${vniSigns[sign.toLowerCase()] ?? ""}`.normalize("NFC");
  return base === small ? letter : letter.toUpperCase();
}

/** Fonts for capitals (.VnTimeH) use the codes of small letters, so only ASCII letters show capitals. */
function isInCapitals(text: string): boolean {
  return /[A-Z][^A-Z]{0,9}[A-Z]/.test(text) && !/[a-z]/.test(text);
}

/** Whether a letter after the first is a capital: "®¬N" is ĐƠN. */
function isWordInCapitals(word: string): boolean {
  return /.[A-Z]/.test(word) && !/[a-z]/.test(word);
}

function tcvn3Word(word: string): string {
  let letters = "";
  for (const sign of word) {
    const place = tcvn3Codes.indexOf(sign);
    letters += place < 0 ? sign : tcvn3Letters.charAt(place);
  }
  return isWordInCapitals(word) ? letters.toUpperCase() : letters;
}

/** Converts a text from an encoding to Unicode in NFC. Signs that the encoding does not use stay as they are. */
export function convertLegacy(text: string, encoding: LegacyEncoding): string {
  const composed = text.normalize("NFC");
  if (encoding === "vni") return composed.replace(vniPair, vniLetter);
  const converted = composed.replace(/[A-Za-z\u00a1-\u00ff]{1,64}/g, tcvn3Word);
  return isInCapitals(composed) ? converted.toUpperCase() : converted;
}
