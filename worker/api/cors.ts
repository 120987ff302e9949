/** Any page may call, never with credentials; `Vary: Origin` stands on every answer all the same, so that no cache mixes them. */
export function corsHeaders(): Record<string, string> {
  return {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "etag, request-id, retry-after, api-version, link, row-count",
    vary: "Origin",
  };
}

/** The answer to a preflight, for these methods. */
export function preflight(methods: readonly string[], requestId: string): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders(),
      "request-id": requestId,
      "access-control-allow-methods": methods.join(", "),
      "access-control-allow-headers": "authorization, content-type, if-match, if-none-match",
      "access-control-max-age": "86400",
    },
  });
}
