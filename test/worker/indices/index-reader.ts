import { askApi, callApi } from "../call-api.ts";
import type { BusyOffice } from "./busy-office.ts";

/** A row of indices, as far as these tests look at it. */
export type IndexRow = {
  readonly unit: { readonly code: string; readonly name: string };
  readonly own?: true;
  readonly period: { readonly from: string; readonly to: string };
  readonly question: string;
  readonly service: string | null;
  readonly channel: string | null;
  readonly method: string;
  readonly touchpoint?: string;
  readonly value: number | null;
  readonly n: number;
  readonly spanning: number;
  readonly tally: number[];
  readonly channels: Record<string, number>;
};

/** A page of rows. */
export type IndexPage = { readonly data: IndexRow[]; readonly meta: { readonly next_cursor: string | null } };

/** Reads indices of an office over HTTP, by its own key where none is named. */
export interface IndexReader {
  readPage(query: string, key?: string): Promise<IndexPage>;
  /** Status, kind and first pointer of a query that is refused. */
  problemOf(query: string, key?: string): Promise<unknown>;
}

/** The reader of one office. */
export function indexReader({ base, key: own }: Pick<BusyOffice, "base" | "key">): IndexReader {
  return {
    readPage: (query, key = own) => askApi<IndexPage>(`${base}/indices?${query}`, { key }),
    async problemOf(query, key = own) {
      const response = await callApi(`${base}/indices?${query}`, { key });
      const { type, errors } = (await response.json()) as { type: string; errors?: { pointer: string }[] };
      return [response.status, type.replace("/docs/problems#", ""), errors?.[0]?.pointer];
    },
  };
}
