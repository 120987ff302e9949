import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";

/** Id of a touchpoint: agency code, `-`, 10 characters. */
export function isTouchpointId(text: string): boolean {
  return /^[A-Z][A-Z0-9]{1,15}-[0-9a-hjkmnp-tv-z]{10}$/.test(text);
}

/**
 * Whether an answer has all that the element reads of a touchpoint's config. By hand, since the contract's validator would
 * be a third of the element; fields that we do not know are let through, as a newer server may send some.
 */
export function isTouchpointConfig(value: unknown): value is TouchpointConfig {
  try {
    const { form, texts, privacy } = value as TouchpointConfig;
    return (
      form.version > 0 &&
      form.reasons.every(({ levels }) => levels.length > 0) &&
      [privacy, ...form.questions, ...form.reasons].every(({ text }) => text.vi.length > 0) &&
      Object.values(texts).every(({ vi }) => vi.length > 0)
    );
  } catch {
    // Whatever lacks a member that is read above is none.
    return false;
  }
}
