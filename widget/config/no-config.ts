import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";

/** What the element draws from. */
export type DrawnConfig = Pick<TouchpointConfig, "channel" | "service" | "texts" | "theme" | "official_channel"> & {
  readonly form: Pick<TouchpointConfig["form"], "questions" | "typed_questions" | "reasons" | "comment"> & {
    readonly version?: number;
  };
  readonly privacy?: TouchpointConfig["privacy"];
  readonly sealed?: TouchpointConfig["sealed"];
};

/**
 * What is drawn while a touchpoint's config cannot be had: five faces with the built-in question and nothing that the
 * form might not have, so that a rating is never refused for what nobody could know.
 */
export const noConfig: DrawnConfig = {
  channel: "portal",
  service: null,
  texts: {},
  theme: "auto",
  official_channel: null,
  form: { questions: [], reasons: [], comment: false },
};
