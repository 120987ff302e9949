/** Keeps the screen on while the page is shown, where the browser can. */
export function startWakeLock(page: Document, browser: Navigator): void {
  const hold = (): void => {
    if (!page.hidden) void browser.wakeLock?.request("screen").catch(() => undefined);
  };
  page.addEventListener("visibilitychange", hold);
  hold();
}
