const light = `
  --ink: var(--citizen-ink, #14213d);
  --soft: var(--citizen-soft, #4b5770);
  --paper: var(--citizen-paper, #fff);
  --surface: var(--citizen-surface, #f4f6f9);
  --line: var(--citizen-line, #c3ccd9);
  --control: var(--citizen-control, #6f7b91);
  --accent: var(--citizen-accent, #0b5cad);
  --on-accent: var(--citizen-on-accent, #fff);
  --focus: var(--citizen-focus, #b45309);
`;

const dark = `
  --ink: var(--citizen-ink, #eef2f8);
  --soft: var(--citizen-soft, #b4bfd0);
  --paper: var(--citizen-paper, #121824);
  --surface: var(--citizen-surface, #1b2333);
  --line: var(--citizen-line, #3d4a61);
  --control: var(--citizen-control, #8391aa);
  --accent: var(--citizen-accent, #9ccbff);
  --on-accent: var(--citizen-on-accent, #0a2038);
  --focus: var(--citizen-focus, #ffc46b);
  color-scheme: dark;
`;

/**
 * Style sheet of the colours as custom properties (`--ink`); a host page may set each (`--citizen-ink`).
 * @param scope selector of the element that has them: light, or dark by its class `dark`
 * @param auto selector of what follows the device's setting
 */
export function tokens(scope: string, auto: string = `${scope}.auto`): string {
  return `${scope}{${light}}${scope}.dark{${dark}}@media(prefers-color-scheme:dark){${auto}{${dark}}}`;
}
