import type { HouseRule } from "./house-rule.ts";
import { compositionRoots, named, productCode, usesOf } from "./house-rule.ts";

/** Rules about what a file may use, by its suffix. */
export const permissionRules: readonly HouseRule[] = [
  {
    says: "the clock is read by composition roots (start-*, worker.ts, *-object) and handed in",
    holdsFor: productCode,
    exceptFor: compositionRoots,
    faults: usesOf(["Date.now", "new Date()", "performance.now", "performance"]),
    example: { path: "worker/feedback/accept-feedback.ts", text: "export const now = (): number => Date.now();" },
  },
  {
    says: "randomness comes from composition roots and is handed in",
    holdsFor: productCode,
    exceptFor: compositionRoots,
    faults: usesOf(["Math.random", "crypto.getRandomValues", "crypto.randomUUID"]),
    example: { path: "widget/visit/uuid-v7.ts", text: "export const id = (): string => crypto.randomUUID();" },
  },
  {
    says: "hashes and signatures are made in worker/crypto/, worker/lists/ (cursors), worker/operations/, worker/api/ and composition roots",
    holdsFor: productCode,
    exceptFor: /^worker\/(crypto|lists|operations|api)\/|-object\.ts$|(^|\/)start-[a-z-]+\.ts$/,
    faults: usesOf(["crypto.subtle"]),
    example: {
      path: "worker/indices/read-indices.ts",
      text: 'export const h = (): unknown => crypto.subtle.digest("SHA-256", x);',
    },
  },
  {
    says: "timers are set by composition roots and handed in",
    holdsFor: productCode,
    exceptFor: compositionRoots,
    faults: usesOf(["setTimeout", "setInterval", "clearTimeout", "clearInterval"]),
    example: {
      path: "widget/outbox/drain-outbox.ts",
      text: "export const later = (): void => void setTimeout(drain, 10);",
    },
  },
  {
    says: "the network is used through functions that composition roots hand in",
    holdsFor: productCode,
    exceptFor: compositionRoots,
    faults: usesOf(["fetch", "XMLHttpRequest", "navigator.sendBeacon", "WebSocket"]),
    example: {
      path: "widget/outbox/send-feedback.ts",
      text: 'export const send = (): unknown => fetch("/v1/feedback");',
    },
  },
  {
    says: "Request and Response belong in worker/operations/, worker/api/ and worker/pages/; rules work on values",
    holdsFor: /^worker\//,
    exceptFor: /^worker\/((operations|api|pages)\/|worker\.ts$)/,
    faults: usesOf(["Request", "Response", "type Request", "type Response"]),
    example: { path: "worker/feedback/accept-feedback.ts", text: "export function accept(request: Request): void {}" },
  },
  {
    says: "SQL stands in *-store.ts and *-migrations.ts only",
    holdsFor: productCode,
    exceptFor: /^worker\/.*-(store|migrations)\.ts$/,
    faults: usesOf(["sql.exec"]),
    example: {
      path: "worker/agency/agency-object.ts",
      text: 'export const x = (): void => this.ctx.storage.sql.exec("DELETE");',
    },
  },
  {
    says: "define-* files define elements, in the registry that a composition root hands in",
    holdsFor: /^widget\//,
    exceptFor: /(^|\/)(define|start)-[a-z-]+\.ts$/,
    faults: usesOf(["customElements", "customElements.define"]),
    example: { path: "widget/portal/rating-element.ts", text: 'customElements.define("x-y", X);' },
  },
  {
    says: "only elements, controllers, pages and composition roots use the page",
    holdsFor: productCode,
    exceptFor: /-(element|controller)\.ts$|(^|\/)start-[a-z-]+\.ts$|^widget\/pages\//,
    faults: usesOf([
      "document",
      "window",
      "navigator",
      "location",
      "localStorage",
      "sessionStorage",
      "addEventListener",
    ]),
    example: { path: "widget/visit/feedback-draft.ts", text: "export const page = (): string => location.pathname;" },
  },
  {
    says: "only composition roots write to the log, so that no comment gets there",
    holdsFor: productCode,
    exceptFor: compositionRoots,
    faults: ({ uses }) => named(uses.filter(({ name }) => /^console(\.|$)/.test(name))),
    example: { path: "worker/feedback/accept-feedback.ts", text: 'console.log("x");' },
  },
];
