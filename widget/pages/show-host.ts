/** Puts this server's address where the page's lines to copy say `https://HOST` or `HOST`. */
export function showHost(page: Document, origin: string): void {
  for (const line of page.querySelectorAll("code")) {
    line.textContent = (line.textContent || "").replace(/https:\/\/HOST|HOST/g, origin);
  }
}
