import { type Colours, darkColours, lightColours } from "../../shared/look/colours.ts";

/**
 * Style sheet of the colours as custom properties (`--ink`); a host page may set each (`--citizen-ink`).
 * @param scope selector of the element that has them: light, or dark by its class `dark`
 * @param auto selector of what follows the device's setting
 */
export function tokens(scope: string, auto: string = `${scope}.auto`): string {
  const dark = `{color-scheme:dark${listed(darkColours)}}`;
  return `${scope}{${listed(lightColours)}}${scope}.dark${dark}@media(prefers-color-scheme:dark){${auto}${dark}}`;
}

/** Style sheet for an embedded element whose attribute `theme` overrules the device's setting; it follows {@link tokens}. */
export function themeTokens(): string {
  const light = `{color-scheme:light${listed(lightColours)}}`;
  return `:host([theme="light"])${light}:host([theme="dark"]){color-scheme:dark${listed(darkColours)}}`;
}

function listed(colours: Colours): string {
  return Object.keys(colours)
    .map((name) => `;--${name}:var(--citizen-${name},${colours[name]})`)
    .join("");
}
