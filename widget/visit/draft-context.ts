import type { DrawnConfig } from "../config/touchpoint-config.ts";
import { cleanText } from "./clean-text.ts";
import type { DraftContext } from "./feedback-draft.ts";
import { pageKey } from "./page-key.ts";

/** What surrounds a feedback: the host page's attributes by name (empty: not given), its address, what was shown. */
export type HostFacts = {
  readonly attribute: (name: string) => string;
  readonly address: string;
  readonly locale: string;
  readonly config: DrawnConfig;
};

const dossierMaxLength = 64;
const servicePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;

/**
 * What a feedback says of where it was given. A mistake in the host page must not cost a rating: what the server would
 * refuse is left out here.
 */
export function draftContext({ attribute, address, locale, config }: HostFacts): DraftContext {
  const service = attribute("service");
  const dossier = cleanText(attribute("dossier"));
  const page = cleanText(pageKey(attribute("page"), address));
  const { version } = config.form;
  return {
    touchpoint: attribute("touchpoint"),
    locale,
    ...(page && { page }),
    ...(version && { form_version: version }),
    ...(dossier && dossier.length <= dossierMaxLength && { dossier }),
    ...(!config.service && servicePattern.test(service) && { service }),
  };
}
