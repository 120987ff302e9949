import type { WordsMessageKey } from "./words-messages.ts";

/** What is said about the words of a comment, in English. */
export const wordsEn: Record<WordsMessageKey, string> = {
  "c.pii": "This seems to contain {kinds}. Better remove it; if you send it, that part will be masked.",
  "c.pii.kept": "If you send it, this is what will be kept:",
  "c.pii.edit": "Edit",
  "c.pii.send": "Send anyway",
  "c.pii.sealed": "Report privately to {recipient}",
  "c.legacy": "Text looks like an old Vietnamese font (VNI, TCVN3). Is the converted version below right?",
  "c.legacy.use": "Use it",
  "c.legacy.keep": "Keep mine",
  "k.due": "The unit will answer by {day}.",
  "k.follow": "Look up feedback",
  "w.masked": "Masked before it was kept: {kinds}.",
  "w.undo": "Take the words back and report privately to {recipient}",
  "w.undone": "The words were taken back.",
  "w.late": "More than 15 minutes have passed; the words can be withdrawn by your code only.",
  "w.yours": "Your words, to copy to the private report:",
  "kind.id-number": "an identity number",
  "kind.phone": "a phone number",
  "kind.email": "an e-mail address",
  "kind.bank-account": "an account number",
  "kind.plate": "a licence plate",
  "kind.dossier": "a case code",
  "kind.address": "an address",
  "kind.birth-date": "a date of birth",
};
