import { ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency } from "../access/reach.ts";
import { askerOf, noteDeed } from "../audit/note-deed.ts";
import type { AlsoDone, Operation, Task } from "../operations/operation.ts";
import type { Failure } from "../problems/failure.ts";
import type { Call } from "../runtime/ports.ts";
import type { AgencyDeps } from "./agency-deps.ts";

/** A {@link Task} whose types are those of any call. */
type Runnable = {
  readonly runs: Task<AgencyDeps>["runs"];
  readonly wholeAgency?: true;
  readonly wakes?: true;
  readonly audit?: {
    readonly what: string;
    readonly on?: (input: unknown) => string;
    readonly also?: (deps: AgencyDeps, input: unknown) => readonly AlsoDone[];
  };
  readonly prepare?: (
    deps: AgencyDeps,
    principal: Call["principal"],
    input: unknown,
  ) => Promise<Result<unknown, Failure>>;
  readonly run: (deps: AgencyDeps, principal: Call["principal"], input: unknown) => Ran;
  readonly isKept?: (input: unknown, value: unknown) => boolean;
};

type Ran = Result<unknown, Failure> | Promise<Result<unknown, Failure>>;

/** What an agency's object can be called for, by name. */
export type Tasks = ReadonlyMap<string, Runnable>;

/** All operations that run in the object, and all parts of those that run in the Worker. */
export function tasksOf(operations: Readonly<Record<string, Operation<AgencyDeps>>>): Tasks {
  return new Map(
    Object.entries(operations).flatMap(([name, operation]): [string, Runnable][] =>
      operation.handle
        ? (operation.parts ?? []).map((part) => [part.name, part as unknown as Runnable])
        : [[name, operation as unknown as Runnable]],
    ),
  );
}

/** What {@link runTask} works with. */
export type TaskDeps = {
  readonly tasks: Tasks;
  /** Of this call. */
  readonly deps: () => AgencyDeps;
  readonly storage: Pick<DurableObjectStorage, "transactionSync">;
  /** To be called after what the agency has set up may have changed. */
  readonly forget: () => void;
  readonly keepAwake: () => Promise<void>;
};

/** Runs a task by its name: prepares it, then runs it as it says, and writes down what it did. Throws for an unknown name. */
export async function runTask(
  { tasks, deps, storage, forget, keepAwake }: TaskDeps,
  name: string,
  { principal, input }: Call,
): Promise<Result<unknown, Failure>> {
  const task = tasks.get(name);
  if (!task) throw new Error(`no task is named ${name}`);
  const prepared = (await task.prepare?.(deps(), principal, input)) ?? ok(undefined);
  if (!prepared.ok) return prepared;
  const now = deps();
  const given = task.prepare ? { ...Object(input), prepared: prepared.value } : input;
  const run = (): Ran => runAllowed(task, now, { principal, input: given });
  if (task.runs === "reads") return run();
  const isKept = (result: Result<unknown, Failure>): boolean =>
    task.isKept === undefined || (result.ok && task.isKept(input, result.value));
  try {
    return keptOrUndone(storage, isKept, () => note(task, { now, principal, input }, run()));
  } finally {
    if (task.runs === "sets up") forget();
    if (task.wakes) await keepAwake();
  }
}

/** Runs a task, if the asker reaches as far as it needs. */
export function runAllowed(task: Runnable, deps: AgencyDeps, { principal, input }: Call): Ran {
  const allowed = task.wholeAgency ? needWholeAgency(askerIn(principal), deps.organization) : ok(null);
  return allowed.ok ? task.run(deps, principal, input) : allowed;
}

function askerIn(principal: Call["principal"]): Principal {
  if (!principal) throw new Error("only a key can be on the whole agency");
  return principal;
}

/** Runs a call in one transaction and returns its result; if that is not to be kept, all that it wrote is undone. */
function keptOrUndone<T>(storage: TaskDeps["storage"], isKept: (result: T) => boolean, call: () => T): T {
  const undone: { result?: T } = {};
  try {
    return storage.transactionSync(() => {
      const result = call();
      if (isKept(result)) return result;
      undone.result = result;
      throw undone;
    });
  } catch (error) {
    if (error === undone && undone.result) return undone.result;
    throw error;
  }
}

type Noting = { readonly now: AgencyDeps } & Call;

/** Writes down what was done: to what the task says, or else to the rows of the result. */
function note({ audit }: Runnable, { now, principal, input }: Noting, result: Ran): Result<unknown, Failure> {
  if (result instanceof Promise) throw new Error("a task in a transaction cannot wait");
  if (!audit || !result.ok) return result;
  const on = audit.on?.(input) ?? namesIn(result.value);
  const by = principal ? askerOf(principal) : "root";
  noteDeed(now, { by, what: audit.what, on, unit: null });
  for (const done of audit.also?.(now, input) ?? []) noteDeed(now, { by, ...done });
  return result;
}

const mostNamed = 20;

/** Ids or codes of the rows of an answer. */
function namesIn(value: unknown): string {
  const { data = [] } = Object(value) as { data?: { id?: unknown; code?: unknown }[] };
  const names = data.map(({ id, code }) => String(id ?? code ?? ""));
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : "";
  return names.slice(0, mostNamed).join(" ") + more;
}
