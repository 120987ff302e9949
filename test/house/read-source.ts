import { parseSync } from "vite";

/** An import; `from` is as written, or names the variable that `import()` is handed. A type-only import is not in the program that runs. */
export type Import = { readonly from: string; readonly typeOnly: boolean; readonly line: number };

/** A function with a body: its number of lines and of parameters. */
export type FunctionFacts = {
  readonly name: string;
  readonly lines: number;
  readonly parameters: number;
  readonly line: number;
};

/** A use of a name of the platform: `fetch`, `Date.now`, `new Date()`, `sql.exec`, and `type Request` for a type. */
export type Use = { readonly name: string; readonly line: number };

/** The facts of a file that house rules check. */
export type SourceFacts = {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** Names of exports; `default` for a default export. */
  readonly exports: readonly string[];
  readonly functions: readonly FunctionFacts[];
  readonly uses: readonly Use[];
  readonly anys: readonly number[];
  /** Exports without a docstring. */
  readonly undocumented: readonly Use[];
  /** Exported functions without a return type. */
  readonly untyped: readonly Use[];
  /** Lines of templates that begin with a blank. */
  readonly blanks: readonly number[];
};

type Node = { readonly type: string; readonly start: number; readonly end: number; readonly [key: string]: unknown };

type Facts = {
  imports: Import[];
  exports: string[];
  functions: FunctionFacts[];
  uses: Use[];
  anys: number[];
  undocumented: Use[];
  untyped: Use[];
};

type Reading = {
  readonly lineOf: (offset: number) => number;
  readonly facts: Facts;
  readonly declared: Set<string>;
  readonly isDocumented: (offset: number) => boolean;
};

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

function childrenOf(node: Node): [string, Node][] {
  return Object.entries(node).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).filter(isNode).map((child): [string, Node] => [key, child]),
  );
}

function walk(node: Node, visit: (node: Node, parents: readonly Node[], key: string) => void): void {
  const go = (at: Node, parents: readonly Node[], key: string): void => {
    visit(at, parents, key);
    for (const [name, child] of childrenOf(at)) go(child, [...parents, at], name);
  };
  go(node, [], "");
}

function nameOf(node: unknown): string {
  return isNode(node) && typeof node["name"] === "string" ? node["name"] : "";
}

const functionTypes = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);

function namedBy(parent: Node | undefined): string {
  if (parent === undefined) return "";
  return nameOf(parent["id"]) || nameOf(parent["key"]) || nameOf(parent["left"]);
}

function readFunction(node: Node, parents: readonly Node[], { lineOf, facts }: Reading): void {
  const body = node["body"];
  if (!isNode(body) || body.type !== "BlockStatement") return;
  const line = lineOf(node.start);
  const parameters = (node["params"] as readonly unknown[]).length;
  const name = nameOf(node["id"]) || namedBy(parents.at(-1)) || "a function";
  facts.functions.push({ name, line, parameters, lines: lineOf(node.end) - line + 1 });
}

function readImport(node: Node, { lineOf, facts }: Reading): void {
  const source = node["source"];
  if (!isNode(source)) return;
  const specifiers = (node["specifiers"] ?? []) as readonly Node[];
  const kinds = specifiers.map((one) => one["importKind"] ?? one["exportKind"]);
  const whole = node["importKind"] === "type" || node["exportKind"] === "type";
  const typeOnly = whole || (kinds.length > 0 && kinds.every((kind) => kind === "type"));
  const from = String(source["value"] ?? `the value of ${nameOf(source)}`);
  facts.imports.push({ from, typeOnly, line: lineOf(node.start) });
}

function isUntyped(declaration: Node, named: Node): boolean {
  const made = declaration.type === "FunctionDeclaration" ? declaration : named["init"];
  return isNode(made) && functionTypes.has(made.type) && !isNode(made["returnType"]) && !isNode(typeOf(named["id"]));
}

function typeOf(id: unknown): unknown {
  return isNode(id) ? id["typeAnnotation"] : null;
}

function readExport(node: Node, { facts, lineOf, isDocumented }: Reading): void {
  const declaration = node["declaration"];
  if (isNode(declaration)) {
    for (const named of (declaration["declarations"] ?? [declaration]) as readonly Node[]) {
      const use = { name: nameOf(named["id"]), line: lineOf(node.start) };
      facts.exports.push(use.name);
      if (!isDocumented(node.start)) facts.undocumented.push(use);
      if (isUntyped(declaration, named)) facts.untyped.push(use);
    }
  }
  const specifiers = (node["specifiers"] ?? []) as readonly Node[];
  facts.exports.push(...specifiers.map((one) => nameOf(one["exported"])));
}

function patternNames(node: unknown): string[] {
  if (!isNode(node)) return [];
  if (node.type === "Identifier") return [nameOf(node)];
  if (node.type === "Property") return patternNames(node["value"]);
  if (node.type === "AssignmentPattern") return patternNames(node["left"]);
  return childrenOf(node)
    .filter(([key]) => key !== "typeAnnotation")
    .flatMap(([, child]) => patternNames(child));
}

function readDeclared(node: Node, { declared }: Reading): void {
  const declaring = [node["id"], node["local"], ...((node["params"] ?? []) as readonly unknown[])];
  const declares =
    functionTypes.has(node.type) || /^(VariableDeclarator|ClassDeclaration|Import.*Specifier)$/.test(node.type);
  if (declares) for (const name of declaring.flatMap(patternNames)) declared.add(name);
}

const globalObjects = new Set(["globalThis", "window", "self"]);

/**
 * Returns `Date.now` for that member, `agency().keys` for a member of a method's result, and the name alone for a member
 * of a global object. Null for others.
 */
function memberName(node: Node): string | null {
  const property = nameOf(node["property"]);
  const object = node["object"];
  if (!isNode(object) || property === "") return null;
  if (property === "exec" && (nameOf(object) === "sql" || nameOf(object["property"]) === "sql")) return "sql.exec";
  const called =
    object.type === "CallExpression" && isNode(object["callee"]) ? nameOf(object["callee"]["property"]) : "";
  if (called !== "") return `${called}().${property}`;
  if (object.type !== "Identifier") return null;
  return globalObjects.has(nameOf(object)) ? property : `${nameOf(object)}.${property}`;
}

const keyOwners = /^(Property|MethodDefinition|PropertyDefinition|TSPropertySignature|TSMethodSignature|TSEnumMember)$/;

function isReference(parent: Node, key: string): boolean {
  if (parent.type === "MemberExpression") return key === "object" || parent["computed"] === true;
  if (keyOwners.test(parent.type)) return key !== "key" || parent["computed"] === true;
  return !/Specifier$|^TS(?!As|Satisfies|NonNull)|^LabeledStatement$/.test(parent.type);
}

function readUse(
  node: Node,
  { parents, key, reading }: { parents: readonly Node[]; key: string; reading: Reading },
): void {
  const parent = parents.at(-1);
  const use = (name: string): void => void reading.facts.uses.push({ name, line: reading.lineOf(node.start) });
  if (node.type === "MemberExpression") {
    const name = memberName(node);
    if (name !== null) use(name);
  } else if (node.type === "NewExpression" && nameOf(node["callee"]) === "Date") {
    if ((node["arguments"] as readonly unknown[]).length === 0) use("new Date()");
  } else if (node.type === "TSTypeReference") use(`type ${nameOf(node["typeName"])}`);
  else if (node.type === "Identifier" && parent !== undefined && isReference(parent, key)) use(nameOf(node));
}

function visitNode(node: Node, parents: readonly Node[], { key, reading }: { key: string; reading: Reading }): void {
  if (functionTypes.has(node.type)) readFunction(node, parents, reading);
  if (node.type === "TSAnyKeyword") reading.facts.anys.push(reading.lineOf(node.start));
  if (/^(ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration|ImportExpression)$/.test(node.type))
    readImport(node, reading);
  if (node.type === "ExportNamedDeclaration") readExport(node, reading);
  if (node.type === "ExportDefaultDeclaration") reading.facts.exports.push("default");
  readDeclared(node, reading);
  readUse(node, { parents, key, reading });
}

function lineCounter(text: string): (offset: number) => number {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (offset) => starts.findLastIndex((start) => start <= offset) + 1;
}

/**
 * Reads the facts of a TypeScript file. A name that the file declares is no use of the platform. Throws if it does not
 * parse.
 */
export function readSource(path: string, text: string): SourceFacts {
  const { program, errors, comments } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const facts: Facts = { imports: [], exports: [], functions: [], uses: [], anys: [], undocumented: [], untyped: [] };
  const docs = comments.filter(({ type, value }) => type === "Block" && value.startsWith("*"));
  const isDocumented = (offset: number): boolean =>
    docs.some(({ end }) => end <= offset && text.slice(end, offset).trim() === "");
  const reading: Reading = { facts, declared: new Set(), lineOf: lineCounter(text), isDocumented };
  walk(program as unknown as Node, (node, parents, key) => visitNode(node, parents, { key, reading }));
  const isForeign = ({ name }: Use): boolean =>
    name === "sql.exec" || !reading.declared.has(name.replace(/^type /, "").split(".")[0] ?? "");
  const lines = text.trimEnd().split("\n");
  const blanks = lines.flatMap((line, place) => (/\bhtml` +\S/.test(line) ? [place + 1] : []));
  return { path, lines: lines.length, ...facts, uses: reading.facts.uses.filter(isForeign), blanks };
}
