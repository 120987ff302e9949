/**
 * The product's own Worker for the benchmarks, with calls that seed and time inside the object. MODE says what stands behind
 * it: `storeless` answers in place of the object, `echo` lets the object answer without storing, `measured` is the product, `hourless` the product without counts by hour.
 * Never part of the product's bundle.
 */
import { checkBatch } from "../../worker/feedback/checked-batch.ts";
import type { Environment } from "../../worker/runtime/environment.ts";
import product from "../../worker/worker.ts";
import { acceptAll, type BenchEnvironment, type MeasuredAgency, yearQuery } from "./measured-agency.ts";

export { RegistryObject } from "../../worker/worker.ts";
export { MeasuredAgency as AgencyObject } from "./measured-agency.ts";

function namespaceOf(port: object): DurableObjectNamespace {
  return { idFromName: (name: string) => name, get: () => port } as unknown as DurableObjectNamespace;
}

/** The environment without objects: every agency is known, and all feedback is accepted and stored nowhere. */
function storeless(environment: BenchEnvironment): Environment {
  const agency = { acceptFeedback: async (delivery: string) => acceptAll(delivery) };
  return { ...environment, REGISTRY: namespaceOf({ knows: async () => true }), AGENCY: namespaceOf(agency) };
}

let chosen: Environment | null = null;

function measured(environment: BenchEnvironment, agency: string): MeasuredAgency {
  return environment.AGENCY.get(environment.AGENCY.idFromName(agency)) as unknown as MeasuredAgency;
}

const accepted = '{"receipts":[{"outcome":"accepted"}]}';

function refused(): Response {
  return new Response(null, { status: 400 });
}

async function bench(request: Request, environment: BenchEnvironment): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const number = (name: string): number => Number(searchParams.get(name));
  if (pathname === "/bench/nothing") return new Response(accepted);
  if (pathname === "/bench/read") return (await request.json()) ? new Response(accepted) : refused();
  if (pathname === "/bench/checked") return checkBatch(await request.json()).ok ? new Response(accepted) : refused();
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
  const { times, ...query } = Object.fromEntries(searchParams);
  const asked = query.from === undefined ? { ...yearQuery, ...query } : query;
  return Response.json(await agency.readYearTimes(asked, Number(times)));
}

const handler: ExportedHandler<BenchEnvironment> = {
  async fetch(request, environment, context) {
    if (request.url.includes("/bench/")) return bench(request, environment);
    chosen ??= environment.MODE === "storeless" ? storeless(environment) : environment;
    return (await product.fetch?.(request as never, chosen, context)) ?? new Response(null, { status: 500 });
  },
};

/** What the runtime loads. */
export default handler;
