/** A schema of the OpenAPI document, as far as it is flattened. */
type Schema = {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly additionalProperties?: boolean | Schema;
};

type Parameter = { readonly name: string; readonly in: string; readonly required: boolean };
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
type Described = {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
};

/** An OpenAPI document, as far as it is flattened. */
export type ContractDocument = { readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>> };

/** What an operation takes and gives, a line for each field, such as `body.feedback[].level?: integer | null`. */
export type FlatOperation = readonly string[];

/** Each operation of a document, by method and path, as lines that can be compared one by one. */
export function flatContract({ paths }: ContractDocument): Record<string, FlatOperation> {
  const entries = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path}`, linesOf(operation)] as const,
    ),
  );
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function linesOf({ parameters = [], requestBody, responses }: Described): string[] {
  const inputs = parameters.map(({ name, in: place, required }) => `${place} ${name}${required ? "" : "?"}`);
  const bodies = Object.entries(requestBody?.content ?? {}).flatMap(([type, { schema = {} }]) => [
    `takes ${type}`,
    ...fieldsOf(schema, "body", ""),
  ]);
  const answers = Object.entries(responses)
    .filter(([status]) => status.startsWith("2"))
    .flatMap(([status, { content = {} }]) => [
      `gives ${status}`,
      ...fieldsOf(content["application/json"]?.schema ?? {}, "answer", ""),
    ]);
  return [...new Set([...inputs, ...bodies, ...answers])];
}

function fieldsOf(schema: Schema, at: string, mark: string): string[] {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    const leaves = choices.filter((choice) => !isNested(choice)).map(typeOf);
    const nested = choices.filter(isNested).flatMap((choice) => fieldsOf(choice, at, ""));
    return [`${at}${mark}: ${[...leaves, ...(nested.length > 0 ? ["nested"] : [])].join(" | ")}`, ...nested];
  }
  if (schema.properties) {
    const required = new Set(schema.required);
    return Object.entries(schema.properties).flatMap(([name, inner]) =>
      fieldsOf(inner, `${at}.${name}`, required.has(name) ? "" : "?"),
    );
  }
  if (schema.items) return [`${at}${mark}: list`, ...fieldsOf(schema.items, `${at}[]`, "")];
  if (typeof schema.additionalProperties === "object") return fieldsOf(schema.additionalProperties, `${at}.*`, mark);
  return [`${at}${mark}: ${typeOf(schema)}`];
}

function isNested({ properties, items, anyOf, oneOf, additionalProperties }: Schema): boolean {
  return Boolean(properties || items || anyOf || oneOf || typeof additionalProperties === "object");
}

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  return [schema.type ?? "any"].flat().join(" | ");
}
