import type { Fault, HouseRule } from "./house-rule.ts";
import { productCode, usesOf } from "./house-rule.ts";
import type { SourceFacts } from "./read-source.ts";

/** Returns the path of a relative import from the project's root, or the package's name. */
export function resolveImport(importer: string, from: string): string {
  return from.startsWith(".") ? new URL(from, `file:///${importer}`).pathname.slice(1) : from;
}

function importsOtherThan(allowed: RegExp): HouseRule["faults"] {
  return ({ path, imports }) =>
    imports
      .map(({ from, line }) => ({ line, what: resolveImport(path, from) }))
      .filter(({ what }) => !allowed.test(what));
}

function importsOf(forbidden: RegExp, { evenTypes }: { evenTypes: boolean }): HouseRule["faults"] {
  return ({ path, imports }) =>
    imports
      .filter(({ typeOnly }) => evenTypes || !typeOnly)
      .map(({ from, line }) => ({ line, what: resolveImport(path, from) }))
      .filter(({ what }) => forbidden.test(what));
}

function foreignStores({ path, imports }: SourceFacts): Fault[] {
  const room = path.slice(0, path.lastIndexOf("/"));
  return imports
    .filter(({ typeOnly }) => !typeOnly)
    .map(({ from, line }) => ({ line, what: resolveImport(path, from) }))
    .filter(({ what }) => /-store\.ts$/.test(what) && !what.startsWith(`${room}/`));
}

/** Rules about packages, stores and houses. Rooms have their own rules. */
export const importRules: readonly HouseRule[] = [
  {
    says: "shared/ imports zod/mini and itself only; platform code belongs in widget/ or worker/",
    holdsFor: /^shared\//,
    exceptFor: null,
    faults: importsOtherThan(/^(zod\/mini$|shared\/)/),
    example: { path: "shared/codes.ts", text: 'import { html } from "lit";' },
  },
  {
    says: "formulas and calendar do not use zod; schemas belong in shared/contract/",
    holdsFor: /^shared\/(methods|calendar)\//,
    exceptFor: null,
    faults: importsOf(/^zod/, { evenTypes: true }),
    example: { path: "shared/methods/mean.ts", text: 'import * as z from "zod/mini";' },
  },
  {
    says: "widget/ imports lit, @lit/task, openapi-fetch, @github/combobox-nav, d3-shape, d3-array, uqr, qr, @hpke/core, shared/ and itself only; what the server does belongs in worker/",
    holdsFor: /^widget\//,
    exceptFor: null,
    faults: importsOtherThan(
      /^(lit(\/|$)|@lit\/task$|openapi-fetch$|@github\/combobox-nav$|d3-(shape|array)$|@hpke\/core$|uqr$|qr\/decode\.js$|the value of (second|check)File$|shared\/|widget\/)/,
    ),
    example: {
      path: "widget/outbox/send-feedback.ts",
      text: 'import type { Operation } from "../../worker/operations/operation.ts";',
    },
  },
  {
    says: "widget/ imports only types of the contract: zod is a third of the element's budget",
    holdsFor: /^widget\//,
    exceptFor: null,
    faults: importsOf(/^shared\/(contract\/|codes)/, { evenTypes: false }),
    example: {
      path: "widget/outbox/send-feedback.ts",
      text: 'import { feedbackItem } from "../../shared/contract/feedback.ts";',
    },
  },
  {
    says: "worker/ imports shared/, itself and its few packages only; what the browser does belongs in widget/",
    holdsFor: /^worker\//,
    exceptFor: null,
    faults: importsOtherThan(
      /^(itty-router|oauth4webapi|zod\/mini|cloudflare:workers|uuid|uqr|fflate|hyparquet-writer)$|^(shared|worker)\//,
    ),
    example: { path: "worker/worker.ts", text: 'import { vi } from "../widget/messages/messages.ts";' },
  },
  {
    says: "only *-object.ts is a Durable Object; rules belong in files without a suffix",
    holdsFor: /^worker\//,
    exceptFor: /-object\.ts$/,
    faults: importsOf(/^cloudflare:workers$/, { evenTypes: false }),
    example: {
      path: "worker/feedback/accept-feedback.ts",
      text: 'import { DurableObject } from "cloudflare:workers";',
    },
  },
  {
    says: "a store is used by its own room, by stores of the widget that stand on it, and by the composition; others take its port as an argument",
    holdsFor: productCode,
    exceptFor: /^worker\/agency\/|^worker\/[a-z]+\/[a-z]+-object\.ts$|^widget\/.*-store\.ts$|(^|\/)start-[a-z-]+\.ts$/,
    faults: foreignStores,
    example: {
      path: "worker/indices/read-indices.ts",
      text: 'import { feedbackStore } from "../feedback/feedback-store.ts";',
    },
  },
  {
    says: "lit belongs in *-element, *-controller and *-template files, and in the board's questions, which begin with a question's word",
    holdsFor: /^widget\//,
    exceptFor:
      /-(element|controller|template)\.ts$|^widget\/(office-)?questions\/(how|is|where|why|which|for|when|do)(-[a-z-]+)?\.ts$/,
    faults: importsOf(/^lit/, { evenTypes: false }),
    example: { path: "widget/outbox/drain-outbox.ts", text: 'import { html } from "lit";' },
  },
  {
    says: "only *-store.ts uses IndexedDB",
    holdsFor: /^widget\//,
    exceptFor: /-store\.ts$/,
    faults: usesOf(["indexedDB"]),
    example: { path: "widget/outbox/drain-outbox.ts", text: 'export const open = (): unknown => indexedDB.open("x");' },
  },
];
