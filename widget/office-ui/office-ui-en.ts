import type { OfficeUiKey } from "./office-ui-messages.ts";

/** The shared texts of the office in English. */
export const officeUiEn: Readonly<Record<OfficeUiKey, string>> = {
  "ou.cancel": "Cancel",
  "ou.more": "Show more",
  "ou.type-name": "Type “{name}” to confirm",
  "ou.e.unreachable": "The server cannot be reached. Your input is still on this page. Try again.",
  "ou.e.session-ended": "The session has ended. Sign in again; your input is still on this page.",
  "ou.e.unauthorized": "You are not signed in, or the key is wrong.",
  "ou.e.key-expired": "The key has expired.",
  "ou.e.other-agency": "This key belongs to another agency.",
  "ou.e.scope-missing": "Your role may not do this.",
  "ou.e.outside-subtree": "This belongs to a unit that you don't reach.",
  "ou.e.rate-limited": "Too many tries in a short time. Wait a minute, then try again.",
  "ou.e.overloaded": "The server is busy. Try again in a few seconds.",
  "ou.e.unavailable": "The server is busy. Try again in a few seconds.",
  "ou.e.internal": "The server made an error. Try again; if it stays, tell the server's administrator.",
  "ou.e.second-key-needed": "Another person must confirm. Whoever proposed it, and keys made by the same hand, cannot.",
  "ou.e.set-aside-state": "Somebody else has just confirmed or undone it. Please reload the page.",
  "ou.e.unknown-set-aside": "This proposal is gone. Please reload the page.",
  "ou.e.unknown-touchpoint": "There is no such touchpoint.",
  "ou.e.publication-unproved": "Nothing was published: answers of too few people might follow from the figures.",
  "ou.e.stale-version": "Somebody else has just changed this. Look at it again, then repeat.",
};
