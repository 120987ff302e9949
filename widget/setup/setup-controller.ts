import type { AnswerOf, Problem } from "../office-ui/office-client.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { nextStep, type SetUp, type Step } from "./setup-steps.ts";
import { kindOfName, type TypedUnit } from "./unit-lines.ts";

/** How often the set-up asks whether somebody has rated. */
const askMs = 2000;

/**
 * Units of a new agency are there since the communes of today are. From today on, the counts of the months before could not be
 * handed in. The page *Đơn vị* takes another day.
 */
const unitsSince = "2025-07-01";

/** The facts of the first step. */
export type Facts = { readonly name: string; readonly address: string; readonly phone: string };

/** The touchpoint of the third step. */
export type ChosenTouchpoint = { readonly unit: string; readonly touchpoint: string; readonly form: string };

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
    const [facts, units, touchpoints, forms] = await Promise.all([
      client.GET("/v1/agencies/{agency}", { params: at }),
      client.GET("/v1/agencies/{agency}/units", { params: { ...at, query: { limit: "1000" } } }),
      client.GET("/v1/agencies/{agency}/touchpoints", { params: { ...at, query: { limit: "1000" } } }),
      client.GET("/v1/agencies/{agency}/forms", { params: at }),
    ]);
    const error = facts.error ?? units.error ?? touchpoints.error;
    if (error || !facts.data || !units.data || !touchpoints.data) return this.show({ problem: error ?? null });
    const { name, address, contact } = facts.data;
    const [touchpoint = null] = touchpoints.data.data.filter((one) => one.channel === "portal" && !one.closed);
    const below = units.data.data.filter((unit) => unit.code !== agency && unit.valid_to === null);
    const known = { name, address: address ?? "", phone: contact?.phone ?? "", units: below, touchpoint };
    const formIds = [...new Set(["default", ...(forms.data?.data ?? []).map(({ id }) => id)])];
    this.show({ problem: null, setUp: { ...known, forms: formIds, isRated: this.setUp?.isRated ?? false } });
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
    const { agency, client } = this.office;
    const units = typed.map((unit) => ({
      ...unit,
      ...{ parent: agency, kind: kindOfName(unit.name), valid_from: unitsSince },
    }));
    return this.save(() =>
      client.PUT("/v1/agencies/{agency}/units", { params: { path: { agency } }, body: { units } }),
    );
  }

  makeTouchpoint({ unit, touchpoint, form }: ChosenTouchpoint): Promise<void> {
    const { agency, client } = this.office;
    const bound = form === "default" ? {} : { form };
    const touchpoints = [{ unit, name: touchpoint.trim(), channel: "portal" as const, ...bound }];
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
    if (!this.setUp?.touchpoint) return;
    const today = this.office.today();
    const n = await this.count(today);
    // Who opens the set-up on another day is not told to wait for the first rating again.
    const before = this.rated === null && n === 0 ? await this.count(today.slice(0, 4)) : 0;
    this.rated = { today: n ?? this.rated?.today ?? 0, isLost: n === null };
    const isRated = this.setUp.isRated || this.rated.today > 0 || (before ?? 0) > 0;
    this.show({ setUp: { ...this.setUp, isRated } });
  }

  /** Ratings of a period; null if the server does not answer. */
  private async count(period: string): Promise<number | null> {
    const { agency, client } = this.office;
    const params = { path: { agency }, query: { period } };
    const { data, error } = await client.GET("/v1/agencies/{agency}/indices", { params });
    // A CSV is possible, too, but was not asked for.
    return error ? null : ((data as AnswerOf<"getIndices">).data[0]?.n ?? 0);
  }

  private show(now: Partial<Pick<SetupController, "setUp" | "problem">>): void {
    Object.assign(this, now);
    this.changed();
  }
}
