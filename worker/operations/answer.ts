/** What a handler answers: data, turned into a `Response` in one place. */
export type Answer = {
  readonly status: number;
  /** A stream is sent as it is made, without an ETag. */
  readonly body: string | ReadableStream<Uint8Array> | null;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Seconds for which anybody may keep it; without it only with the reader's own key. */
  readonly maxAgeSeconds?: number;
};

/** A JSON answer. */
export function jsonAnswer(value: unknown, more: Partial<Answer> = {}): Answer {
  return { ...jsonTextAnswer(JSON.stringify(value)), ...more };
}

/** A JSON answer of text that is JSON already. */
export function jsonTextAnswer(json: string): Answer {
  return { status: 200, type: "application/json; charset=utf-8", body: json };
}

/** The answer where all is done and there is nothing to tell. */
export const emptyAnswer: Answer = { status: 204, body: null, type: "" };
