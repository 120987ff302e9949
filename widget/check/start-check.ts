import { loadConfig } from "../config/load-config.ts";
import { pickLanguage } from "../messages/messages.ts";
import { tokens } from "../ui/tokens.ts";
import checkStyles from "./check.css?inline";
import type { PageFacts, Refusal } from "./findings.ts";
import { PageController } from "./page-controller.ts";
import { ReportController } from "./report-controller.ts";

declare const __WIDGET_VERSION__: string;

const tag = "citizen-feedback";
// The page's policy tells of a refusal a moment after the request has failed.
const settleMs = 100;

/** Looks at the page, and draws what it finds beside the element. Runs in the webmaster's own browser. */
function startCheck(): void {
  const script = import.meta.url.replace(/[^/]*$/, "citizen-feedback.js");
  const server = new URL(script).origin;
  const isOldBrowser = !("adoptedStyleSheets" in document && "replaceSync" in CSSStyleSheet.prototype);
  const refusals: Refusal[] = [];
  let hasSecondFile = false;
  // The page's own copy may be from before the touchpoint was closed or opened. A fresh one takes its place, too.
  const load: typeof fetch = (input, init) => fetch(input, { ...init, cache: "reload" });
  const page = new PageController((at) => loadConfig(at, { fetch: load, serverSeen() {} }));

  const check = async (): Promise<void> => {
    const tags = page.tags();
    const [places] = await Promise.all([
      Promise.all(tags.map((one) => page.lookAt(one, server))),
      loadSecondFile(script).then((isThere) => {
        hasSecondFile = isThere;
      }),
    ]);
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    const defined = customElements.get(tag) as { version?: string } | undefined;
    const facts: PageFacts = {
      ...{ version: __WIDGET_VERSION__, script, runs: defined?.version, scripts: page.scripts() },
      ...{ isOldBrowser, hasSecondFile, origin: location.origin, refusals, places },
    };
    report.draw(facts, tags);
  };

  const [first] = page.tags();
  const language = pickLanguage(first?.getAttribute("lang") || document.documentElement.lang);
  const report = new ReportController({
    language,
    sheet: isOldBrowser ? null : styles(),
    checkAgain: () => void check(),
  });
  page.watchRefusals((refusal) => refusals.push(refusal));
  void check();
}

function styles(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens("section", "section") + checkStyles);
  return sheet;
}

/** Whether the element's second file can be loaded. */
async function loadSecondFile(script: string): Promise<boolean> {
  const secondFile: string = new URL("citizen-feedback-more.js", script).href;
  return import(/* @vite-ignore */ secondFile).then(
    () => true,
    () => false,
  );
}

// Scripts of two versions each bring a check of their own: the first one checks.
if (!("citizen-check" in window)) {
  Object.defineProperty(window, "citizen-check", { value: __WIDGET_VERSION__ });
  if (document.readyState === "complete") startCheck();
  else addEventListener("load", startCheck);
}
