import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";

/** Id of a touchpoint: agency code, `-`, 10 characters. */
export function isTouchpointId(text: string): boolean {
  return /^[A-Z][A-Z0-9]{1,15}-[0-9a-hjkmnp-tv-z]{10}$/.test(text);
}

/**
 * Whether an answer has all that the element reads of a touchpoint's config. It checks by hand: the contract's validator would
 * be a third of the element. Unknown fields pass, because a newer server may send some.
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
    // A member that is read above is missing.
    return false;
  }
}

/** What the element draws from. */
export type DrawnConfig = Pick<TouchpointConfig, "channel" | "service" | "texts" | "theme" | "official_channel"> & {
  readonly form: Pick<TouchpointConfig["form"], "questions" | "typed_questions" | "reasons" | "comment"> & {
    readonly version?: number;
  };
  readonly privacy?: TouchpointConfig["privacy"];
  readonly sealed?: TouchpointConfig["sealed"];
};

/**
 * What is drawn while a touchpoint's config is missing: five faces with the built-in question. It has nothing that the form
 * might not have, so the server refuses no rating.
 */
export const noConfig: DrawnConfig = {
  channel: "portal",
  service: null,
  texts: {},
  theme: "auto",
  official_channel: null,
  form: { questions: [], reasons: [], comment: false },
};
