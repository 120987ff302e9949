import type { Fault, HouseRule } from "./house-rule.ts";
import { named, productCode } from "./house-rule.ts";
import type { SourceFacts } from "./read-source.ts";

const everything = /^(shared|widget|worker|test|scripts|build)\//;
const ownCode = /^(shared|widget|worker|scripts|build)\//;

function longerThan(most: number, render: number): HouseRule["faults"] {
  return ({ functions }) =>
    functions
      .filter(({ name, lines }) => lines > (name === "render" ? render : most))
      .map(({ name, lines, line }) => ({ line, what: `${name} has ${lines} lines` }));
}

function camel(path: string): string {
  return path.replace(/^.*\//, "").replace(/\.ts$/, "").replaceAll("-", "").toLowerCase();
}

/** Files with a family of exports. They are named after the family, not after one export. */
const families =
  /^shared\/(contract\/[a-z-]+|codes|levels)\.ts$|\/(cors|cursor|problems|base64url|reach|public-keys|read-request|comment-figures|(office-)?controls-template|shown-words|figure-words)\.ts$|^worker\/worker\.ts$/;

function namelessFile({ path, exports }: SourceFacts): Fault[] {
  // A composition root is run and not imported.
  if (exports.length === 0) return [];
  const name = camel(path);
  const stem = name.replace(/(template|length)$/, "");
  const fits = exports.some(
    (one) => one.toLowerCase().includes(name) || one.toLowerCase().includes(stem.replace(/s$/, "")),
  );
  return fits ? [] : [{ line: 1, what: `exports ${exports.join(", ")}` }];
}

function badName({ path }: SourceFacts): Fault[] {
  const name = path.replace(/^.*\//, "").replace(/\.(test|d)?\.?(ts|tsx|mjs)$/, "");
  const banned = /^(utils?|helpers?|common|types?|constants?|index)$/.test(name);
  return banned || !/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(name) ? [{ line: 1, what: name }] : [];
}

function functionWithNoBody(count: number): string {
  return `export function f(): void {\n${"  g();\n".repeat(count)}}\n`;
}

/** Rules about names, sizes, types and docstrings. */
export const formRules: readonly HouseRule[] = [
  {
    says: "a file is named after its main export",
    holdsFor: productCode,
    exceptFor: families,
    faults: namelessFile,
    example: { path: "worker/feedback/accept-feedback.ts", text: "export const somethingElse = 1;" },
  },
  {
    says: "a file's name is kebab-case and says what is in it: no utils, helpers, common, types, constants, index",
    holdsFor: everything,
    exceptFor: null,
    faults: badName,
    example: { path: "worker/http/utils.ts", text: "" },
  },
  {
    says: "a file has at most 300 lines; a longer one has two ideas in it",
    holdsFor: everything,
    exceptFor: /^widget\/messages\/|-migrations\.ts$|\.test\.tsx?$/,
    faults: ({ lines }) => (lines > 300 ? [{ line: 301, what: `${lines} lines` }] : []),
    example: { path: "worker/api/serve.ts", text: "export const x = 1;\n".repeat(301) },
  },
  {
    says: "a plugin of the build has at most 60 lines",
    holdsFor: /^build\//,
    exceptFor: null,
    faults: ({ lines }) => (lines > 60 ? [{ line: 61, what: `${lines} lines` }] : []),
    example: { path: "build/licences.ts", text: "export const x = 1;\n".repeat(61) },
  },
  {
    says: "a function has at most 40 lines, render 60",
    holdsFor: ownCode,
    exceptFor: null,
    faults: longerThan(40, 60),
    example: { path: "worker/api/serve.ts", text: functionWithNoBody(39) },
  },
  {
    says: "a function takes at most 3 parameters, then one object",
    holdsFor: ownCode,
    exceptFor: null,
    faults: ({ functions }) =>
      functions
        .filter(({ parameters }) => parameters > 3)
        .map(({ name, line, parameters }) => ({ line, what: `${name} takes ${parameters}` })),
    example: { path: "worker/api/serve.ts", text: "export function f(a: 1, b: 2, c: 3, d: 4): void {}" },
  },
  {
    says: "nothing is any: unknown at the edges, then parse",
    holdsFor: everything,
    exceptFor: null,
    faults: ({ anys }) => anys.map((line) => ({ line, what: "any" })),
    example: { path: "worker/api/serve.ts", text: "export const x = y as any;" },
  },
  {
    says: "no template begins with a blank, since the build takes it away: write the blank before the template",
    holdsFor: /^widget\//,
    exceptFor: null,
    faults: ({ blanks }) => blanks.map((line) => ({ line, what: "a blank" })),
    example: { path: "widget/office/frame-template.ts", text: "export const x = html` <b>x</b>`;" },
  },
  {
    says: "there are no default exports except the Worker's, which the platform needs",
    holdsFor: everything,
    exceptFor: /^worker\/worker\.ts$|^scripts\/plain-reporter\.mjs$|^test\/bench\/.*-worker\.ts$|\.d\.ts$/,
    faults: ({ exports }) => (exports.includes("default") ? [{ line: 1, what: "default" }] : []),
    example: { path: "worker/api/serve.ts", text: "export default 1;" },
  },
  {
    says: "every export has a docstring: what it returns or does, units, errors",
    holdsFor: productCode,
    exceptFor: null,
    faults: ({ undocumented }) => named(undocumented),
    example: { path: "shared/levels.ts", text: "// levels\nexport const levels = 5;" },
  },
  {
    says: "an exported function has a return type",
    holdsFor: productCode,
    exceptFor: null,
    faults: ({ untyped }) => named(untyped),
    example: { path: "shared/levels.ts", text: "/** Five. */\nexport const levels = () => 5;" },
  },
];
