import { DurableObject } from "cloudflare:workers";
import type { FailureOf } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { applyMigrations } from "../runtime/apply-migrations.ts";
import type { Environment } from "../runtime/environment.ts";
import { registryMigrations } from "./registry-migrations.ts";
import type { RegistryPort } from "../runtime/ports.ts";
import { registryStore, type RegistryStore } from "./registry-store.ts";

/** The registry: the one object that knows which agencies exist. */
export class RegistryObject extends DurableObject<Environment> implements RegistryPort {
  readonly #store: RegistryStore;

  constructor(context: DurableObjectState, environment: Environment) {
    super(context, environment);
    applyMigrations(context.storage, registryMigrations);
    this.#store = registryStore(context.storage.sql);
  }

  async add(code: string): Promise<Result<null, FailureOf<"agency-exists">>> {
    if (this.#store.knows(code)) return fail({ kind: "agency-exists", given: code });
    this.#store.add(code, Date.now());
    return ok(null);
  }

  async remove(code: string): Promise<void> {
    this.#store.remove(code);
  }

  async codes(): Promise<string[]> {
    return this.#store.codes();
  }

  async ping(): Promise<boolean> {
    return this.#store.beat(Date.now());
  }
}
