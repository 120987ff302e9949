/**
 * Secret that only this browser knows, without which nobody can amend the feedback: 22 url-safe characters.
 * @param random 17 random bytes, of which 132 bits are used
 */
export function amendKey(random: Uint8Array): string {
  const standard = btoa(String.fromCharCode(...random)).slice(0, 22);
  return standard.replace(/\+/g, "-").replace(/\//g, "_");
}
