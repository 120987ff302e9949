/** What a webmaster pastes is made from this. */
export type SnippetOf = {
  /** Origin of the server. */
  readonly server: string;
  readonly touchpoint: string;
  /** Version of the element, as in its address. */
  readonly version: string;
  /** `sha384-…` of the file of that version; null while it is not known. */
  readonly hash: string | null;
};

/** A way to embed, in the order in which they are offered. */
export type SnippetId = "rolling" | "pinned" | "div" | "script" | "wordpress" | "aspnet" | "comments" | "csp" | "place";

/** Returns the lines of each way; `pinned` is null while its hash is not known. They are those of docs/embedding.md. */
export function snippetsOf({
  server,
  touchpoint,
  version,
  hash,
}: SnippetOf): Readonly<Record<SnippetId, string | null>> {
  const link = `<a href="${server}/rate/${touchpoint}">Đánh giá</a>`;
  const tag = `<citizen-feedback touchpoint="${touchpoint}">${link}</citizen-feedback>`;
  const script = (name: string, more = ""): string =>
    `<script type="module" src="${server}/widget/${name}"${more}></script>`;
  const element = "citizen-feedback.js";
  const rolling = script(`v1/${element}`);
  const div = `${rolling}\n<div data-citizen-feedback="${touchpoint}">${link}</div>`;
  const integrity = ` integrity="${hash}" crossorigin`;
  return {
    rolling: `${rolling}\n${tag}`,
    pinned: hash === null ? null : `${script(`${version}/${element}`, integrity)}\n${tag}`,
    div,
    script: script(`v1/${element}`, ` data-citizen-feedback="${touchpoint}"`),
    wordpress: div,
    aspnet: `${rolling}\n${tag}`,
    comments: `${script("v1/citizen-comments.js")}\n<citizen-comments touchpoint="${touchpoint}"></citizen-comments>`,
    csp: `script-src 'self' ${server}; connect-src 'self' ${server}`,
    place: `citizen-feedback, div[data-citizen-feedback] { display: block; min-height: 258px; }
@media (max-width: 551px) { citizen-feedback, div[data-citizen-feedback] { min-height: 510px; } }`,
  };
}

/** Addresses that open a page with its check: by the query, and by the fragment where a page refuses unknown queries. */
export type CheckLinks = { readonly query: string; readonly fragment: string };

/** Returns the links for what was typed as a page's address; null if it is not one. An address without a scheme is https. */
export function checkLinks(typed: string): CheckLinks | null {
  const given = typed.trim();
  const page = addressOf(/^[a-z][a-z0-9+.-]*:/i.test(given) && !/^[\w.-]+:\d/.test(given) ? given : `https://${given}`);
  if (given === "" || !page || !/^https?:$/.test(page.protocol)) return null;
  const query = new URL(page.href);
  query.search = page.search === "" ? "?citizen-check" : `${page.search}&citizen-check`;
  const fragment = new URL(page.href);
  fragment.hash = page.hash === "" ? "#citizen-check" : `${page.hash}&citizen-check`;
  return { query: query.href, fragment: fragment.href };
}

function addressOf(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
