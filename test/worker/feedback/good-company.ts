import { expect } from "vitest";
import { askApi, inAWord, newFeedback, type Receipt, type TestAgency } from "../call-api.ts";

/** A receipt in words: the kind of its problem and whether that is for ever. */
export type Refusal = readonly [kind: string, permanence: "for ever" | "for now"];

/** What the contract can never take. */
export const forEver: Refusal = ["invalid", "for ever"];

/** Sends bad items in good company, and keeps count of what must be stored in the end. */
export class GoodCompany {
  readonly agency: TestAgency;
  stored = 0;

  constructor(agency: TestAgency) {
    this.agency = agency;
  }

  get touchpoint(): string {
    return this.agency.touchpoints[0];
  }

  /** A good feedback, with what a test wants different. */
  feedback(different: Record<string, unknown> = {}): Record<string, unknown> {
    return newFeedback(this.touchpoint, different);
  }

  /** Sends items, sees all of them accepted. */
  async accept(items: readonly unknown[]): Promise<void> {
    const receipts = await this.#send(JSON.stringify(items).slice(1, -1));
    expect(receipts.map(inAWord)).toEqual(items.map(() => "accepted"));
    this.stored += items.length;
  }

  /** Sends bad items between two good ones, sees the good ones stored, and answers what became of the bad. */
  async refusalsOf(items: readonly unknown[]): Promise<Refusal[]> {
    return this.refusalsOfText(JSON.stringify(items).slice(1, -1), items.length);
  }

  /** The same, of items that only text can write. */
  async refusalsOfText(items: string, count = 1): Promise<Refusal[]> {
    const good = [this.feedback(), this.feedback()];
    const receipts = await this.#send(`${JSON.stringify(good[0])},${items},${JSON.stringify(good[1])}`);
    expect(receipts).toHaveLength(count + 2);
    expect([receipts[0], receipts.at(-1)]).toEqual(good.map(({ id }) => ({ id, revision: 1, outcome: "accepted" })));
    this.stored += 2;
    return receipts.slice(1, -1).map((receipt) => {
      expect(receipt.outcome).toBe("refused");
      return [inAWord(receipt), receipt.problem?.permanent ? "for ever" : "for now"];
    });
  }

  /** Sees that the agency answers, counts everything good once, and that its rollups equal a recount. */
  async expectIntact(): Promise<void> {
    const { code, key } = this.agency;
    const path = `/v1/agencies/${code}/indices?from=2026-01-01&to=2100-12-31`;
    const { data } = await askApi<{ data: { n: number }[] }>(path, { key });
    expect(data.map(({ n }) => n)).toEqual([this.stored]);
    const verify = `/v1/agencies/${code}/rollups/verify`;
    const checks = await askApi<{ data: { differences: number }[] }>(verify, { method: "POST", key });
    expect(checks.data.filter(({ differences }) => differences > 0)).toEqual([]);
  }

  async #send(items: string): Promise<Receipt[]> {
    const body = `{"sent_at":"${new Date().toISOString()}","feedback":[${items}]}`;
    return (await askApi<{ receipts: Receipt[] }>("/v1/feedback", { body })).receipts;
  }
}
