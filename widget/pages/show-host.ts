/** Replaces `https://HOST` and `HOST` by this server's address in the lines that people copy. */
export function showHost(page: Document, origin: string): void {
  for (const line of page.querySelectorAll("code")) {
    line.textContent = (line.textContent || "").replace(/https:\/\/HOST|HOST/g, origin);
  }
}
