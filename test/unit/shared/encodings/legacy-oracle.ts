import { toTCVN3, toVNI } from "vietnamese-conversion";

/** Unicode to VNI by another's table, which has ỷ and ỹ wrong: VNI writes "yû" and "yõ" (xvnkb, vni.h). */
export function vniOf(text: string): string {
  const [hook, tilde] = ["\u0001", "\u0002"];
  const marked = text
    .replace(/[ỷỶ]/g, (y) => (y === "ỷ" ? "y" : "Y") + hook)
    .replace(/[ỹỸ]/g, (y) => (y === "ỹ" ? "y" : "Y") + tilde);
  return toVNI(marked, "unicode").replaceAll(hook, "û").replaceAll(tilde, "õ");
}

/** Unicode to TCVN3 by another's table. */
export function tcvn3Of(text: string): string {
  return toTCVN3(text, "unicode");
}
