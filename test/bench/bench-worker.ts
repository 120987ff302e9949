/**
 * The product's own Worker, with the storage behind it taken away (MODE storeless), or made to commit each request by
 * itself (MODE single), and with calls that seed and time inside the object. Never part of the product's bundle.
 */
import type { Environment } from "../../worker/environment.ts";
import product from "../../worker/worker.ts";
import { type MeasuredAgency, yearQuery } from "./measured-agency.ts";

export { RegistryObject } from "../../worker/worker.ts";
export { MeasuredAgency as AgencyObject } from "./measured-agency.ts";

type BenchEnvironment = Environment & { readonly MODE: string };
type Port = { acceptFeedback(delivery: string, underWay: number): Promise<string> };

function acceptAll(delivery: string): string {
  const { items } = JSON.parse(delivery) as { items: { id: string; revision: number }[] };
  return JSON.stringify(items.map(({ id, revision }) => ({ id, revision, outcome: "accepted" })));
}

const storelessAgency: Port = { acceptFeedback: async (delivery) => acceptAll(delivery) };

function namespaceOf(port: object): DurableObjectNamespace {
  return { idFromName: (name: string) => name, get: () => port } as unknown as DurableObjectNamespace;
}

function storeless(environment: BenchEnvironment): BenchEnvironment {
  return { ...environment, REGISTRY: namespaceOf({ knows: async () => true }), AGENCY: namespaceOf(storelessAgency) };
}

/** A group of one is committed at once. */
function single(environment: BenchEnvironment): BenchEnvironment {
  const real = environment.AGENCY;
  const get = (id: DurableObjectId): unknown => {
    const stub = real.get(id) as unknown as Port;
    return new Proxy(stub, {
      get: (target, name) =>
        name === "acceptFeedback"
          ? (delivery: string) => target.acceptFeedback(delivery, 1)
          : Reflect.get(target, name, target),
    });
  };
  return {
    ...environment,
    AGENCY: { idFromName: (name: string) => real.idFromName(name), get } as DurableObjectNamespace,
  };
}

const modes: Record<string, (environment: BenchEnvironment) => BenchEnvironment> = {
  storeless,
  single,
  product: (environment) => environment,
};

let chosen: BenchEnvironment | null = null;

function measured(environment: BenchEnvironment, agency: string): MeasuredAgency {
  return environment.AGENCY.get(environment.AGENCY.idFromName(agency)) as unknown as MeasuredAgency;
}

async function bench(request: Request, environment: BenchEnvironment): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const number = (name: string): number => Number(searchParams.get(name));
  if (pathname === "/bench/nothing") return new Response('{"receipts":[{"outcome":"accepted"}]}');
  const agency = measured(environment, "B10");
  if (pathname === "/bench/seed") return Response.json(await agency.seed(number("from"), number("count")));
  if (pathname === "/bench/stored") return Response.json(await agency.storedBytes());
  const seed = searchParams.get("seed") === "few" ? "few" : "many";
  if (pathname === "/bench/seed-lattice") return Response.json(await agency.seedLattice(seed, number("ago")));
  if (pathname === "/bench/next-quarter") return Response.json(await agency.nextQuarter(seed));
  if (pathname === "/bench/forget-publications") return Response.json(await agency.forgetPublications());
  if (pathname === "/bench/search") {
    const { times, ...query } = Object.fromEntries(searchParams);
    return Response.json(await agency.searchTimes(query, Number(times)));
  }
  const by = searchParams.get("by") ?? "unit";
  return Response.json(await agency.readYearTimes({ ...yearQuery, by }, number("times")));
}

const handler: ExportedHandler<BenchEnvironment> = {
  async fetch(request, environment, context) {
    if (request.url.includes("/bench/")) return bench(request, environment);
    chosen ??= modes[environment.MODE]?.(environment) ?? environment;
    return (await product.fetch?.(request as never, chosen, context)) ?? new Response(null, { status: 500 });
  },
};

/** What the runtime loads. */
export default handler;
