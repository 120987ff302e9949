/**
 * Gives the code of an address such as `/kiosk/#enrol=H20.7K3M9Q2X` to the element. It removes the code from the address at
 * once, so that no history has it.
 */
export function takeEnrolment(
  element: Element | null,
  location: Pick<Location, "hash" | "pathname">,
  history: Pick<History, "replaceState">,
): void {
  const [, code] = /^#enrol=([A-Z0-9]+\.[A-Z0-9]+)$/i.exec(location.hash) || [];
  if (location.hash) history.replaceState(null, "", location.pathname);
  if (element && code) element.setAttribute("enrol", code);
}
