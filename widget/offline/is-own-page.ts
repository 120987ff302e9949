/** Whether a path is the page that the scope belongs to: `/kiosk/`, with or without its file's name. */
export function isOwnPage(path: string, scope: string): boolean {
  return path === scope || path === `${scope}index.html`;
}
