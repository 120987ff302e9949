type Asking = {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: URLSearchParams | undefined;
};

/** What a {@link limitedFetch} works with. `fetch` and `signal` come from the composition root. */
export type FetchDeps = {
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  /** Ends a request that takes too long, the reading of its answer included. */
  readonly signal: () => AbortSignal;
  readonly maxBytes: number;
};

type LimitedFetch = (address: string, asking: Asking) => Promise<Response>;

/** A `fetch` for servers that are not ours: it follows no redirect, and rejects if an answer is late or too large. */
export function limitedFetch({ fetch, signal, maxBytes }: FetchDeps): LimitedFetch {
  return async (address, { method, headers: asked, body: sent = null }) => {
    const init = { method, headers: asked, body: sent, redirect: "manual", signal: signal() } as const;
    const { status, headers, body } = await fetch(address, init);
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let length = 0;
    for await (const chunk of body ?? []) {
      length += chunk.byteLength;
      if (length > maxBytes) throw new Error(`the answer has more than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
    const type = headers.get("content-type");
    return new Response(length === 0 ? null : new Blob(chunks), {
      status,
      headers: type ? { "content-type": type } : {},
    });
  };
}
