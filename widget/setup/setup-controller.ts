import type { AnswerOf, Problem } from "../office-ui/office-client.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { nextStep, type SetUp, type Step } from "./setup-steps.ts";
import type { TypedUnit } from "./unit-lines.ts";

/** How often the set-up asks whether somebody has rated. */
const askMs = 2000;

/** The facts of the first step. */
export type Facts = { readonly name: string; readonly address: string; readonly phone: string };

/** Reads how far the set-up is, saves its steps, and waits for the first rating. */
export class SetupController {
  setUp: SetUp | null = null;
  problem: Problem | null = null;
  isBusy = false;
  /** Ratings of today; null before they are known. `isLost`: the server did not answer the last question. */
  rated: { readonly today: number; readonly isLost: boolean } | null = null;
  private readonly office: OfficeDeps;
  private readonly changed: () => void;
  private stop: () => void = () => undefined;

  constructor(office: OfficeDeps, changed: () => void) {
    this.office = office;
    this.changed = changed;
  }

  get skipped(): Step[] {
    return (this.office.query.read()["skip"] ?? "").split(",").filter((step): step is Step => step !== "");
  }

  /** The step that is open: the one that the address names, else the next to do. */
  get step(): Step {
    const named = this.office.query.read()["step"];
    return (named as Step | undefined) ?? (this.setUp ? nextStep(this.setUp, this.skipped) : "agency");
  }

  /** Opens a step; null opens the next one to do. */
  go(step: Step | null, skipped: readonly Step[] = this.skipped): void {
    this.office.query.write({
      ...(step ? { step } : {}),
      ...(skipped.length > 0 ? { skip: skipped.join(",") } : {}),
    });
    this.changed();
  }

  skip(step: Step): void {
    this.go(null, [...new Set([...this.skipped, step])]);
  }

  /** Reads what is there already. */
  async read(): Promise<void> {
    const { agency, client } = this.office;
    const at = { path: { agency } };
    const [facts, units, touchpoints] = await Promise.all([
      client.GET("/v1/agencies/{agency}", { params: at }),
      client.GET("/v1/agencies/{agency}/units", { params: { ...at, query: { limit: "1000" } } }),
      client.GET("/v1/agencies/{agency}/touchpoints", { params: { ...at, query: { limit: "1000" } } }),
    ]);
    const error = facts.error ?? units.error ?? touchpoints.error;
    if (error || !facts.data || !units.data || !touchpoints.data) return this.show({ problem: error ?? null });
    const { name, address, contact } = facts.data;
    const [touchpoint = null] = touchpoints.data.data.filter((one) => one.channel === "portal");
    const below = units.data.data.filter((unit) => unit.code !== agency && unit.valid_to === null);
    const known = { name, address: address ?? "", phone: contact?.phone ?? "", units: below, touchpoint };
    this.show({ problem: null, setUp: { ...known, isRated: this.setUp?.isRated ?? false } });
    await this.look();
  }

  /** Waits for ratings until {@link leave}. */
  watch(): void {
    this.stop();
    this.stop = this.office.every(askMs, () => void this.look());
  }

  leave(): void {
    this.stop();
  }

  saveFacts({ name, address, phone }: Facts): Promise<void> {
    const { agency, client } = this.office;
    const body = {
      ...(name.trim() === this.setUp?.name ? {} : { name: name.trim() }),
      address: address.trim() === "" ? null : address.trim(),
      contact: phone.trim() === "" ? null : { phone: phone.trim() },
    };
    const put = (): Promise<{ error?: Problem }> =>
      client.PUT("/v1/agencies/{agency}", { params: { path: { agency } }, body });
    const isEmpty = body.address === null && body.contact === null;
    return this.save(put, isEmpty ? [...this.skipped, "agency"] : this.skipped);
  }

  saveUnits(typed: readonly TypedUnit[]): Promise<void> {
    const { agency, client, today } = this.office;
    const units = typed.map((unit) => ({ ...unit, parent: agency, kind: "unit", valid_from: today() }));
    return this.save(() =>
      client.PUT("/v1/agencies/{agency}/units", { params: { path: { agency } }, body: { units } }),
    );
  }

  makeTouchpoint(unit: string, name: string): Promise<void> {
    const { agency, client } = this.office;
    const touchpoints = [{ unit, name: name.trim(), channel: "portal" as const }];
    return this.save(() =>
      client.PUT("/v1/agencies/{agency}/touchpoints", { params: { path: { agency } }, body: { touchpoints } }),
    );
  }

  /** Sends one step. After it has been saved the next step is open; else all stays, with the reason. */
  private async save(send: () => Promise<{ error?: Problem }>, skipped: readonly Step[] = this.skipped): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.show({ problem: null });
    const { error } = await send();
    this.isBusy = false;
    if (error) return this.show({ problem: error });
    await this.read();
    this.go(null, [...new Set(skipped)]);
  }

  private async look(): Promise<void> {
    const { agency, client, today } = this.office;
    if (!this.setUp?.touchpoint) return;
    const { data, error } = await client.GET("/v1/agencies/{agency}/indices", {
      params: { path: { agency }, query: { period: today() } },
    });
    const known = this.rated?.today ?? 0;
    // A CSV is possible, too, but was not asked for.
    const rows = (data as AnswerOf<"getIndices"> | undefined)?.data;
    this.rated = { today: rows?.[0]?.n ?? known, isLost: error !== undefined };
    const isRated = this.setUp.isRated || this.rated.today > 0;
    this.show({ setUp: { ...this.setUp, isRated } });
  }

  private show(now: Partial<Pick<SetupController, "setUp" | "problem">>): void {
    Object.assign(this, now);
    this.changed();
  }
}
