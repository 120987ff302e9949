declare const __WIDGET_VERSION__: string;

/** Version of the element that this server has. */
export const servedVersion: string = __WIDGET_VERSION__;

/**
 * `sha384-…` of the element's pinned file as this server sends it, so that it holds also where a proxy changes files; null if the
 * file cannot be had.
 */
export async function startHashing(server: string): Promise<string | null> {
  try {
    const answer = await fetch(`${server}/widget/${servedVersion}/citizen-feedback.js`);
    if (!answer.ok) return null;
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-384", await answer.arrayBuffer()));
    return `sha384-${btoa(String.fromCharCode(...digest))}`;
  } catch {
    return null;
  }
}
