import type { Problem } from "../office-ui/office-client.ts";

/** A field that a column of the table may hold. */
export type ImportField = {
  /** Its name in the API. */
  readonly field: string;
  readonly label: string;
  /** Whether the table must have it. */
  readonly needed?: boolean;
  /** Other names of the column, by which it is recognised. */
  readonly also?: readonly string[];
};

/** What a table is imported as. */
export type ImportSpec<Answer> = {
  /** In the language of the office now. */
  readonly fields: () => readonly ImportField[];
  /** Checks the file, and takes it if `isTrial` is false; all of it or nothing. */
  readonly send: (file: SentFile, isTrial: boolean) => Promise<{ readonly data?: Answer; readonly error?: Problem }>;
  /** Says what a trial would change, such as how many are new. */
  readonly found: (answer: Answer) => unknown;
  /** Says what was taken. Is called once it is taken. */
  readonly took: (answer: Answer) => string;
  /** Takes back what was just taken; null on success. Without it there is no such button. */
  readonly takeBack?: (answer: Answer) => Promise<Problem | null>;
};

/** A table as it is sent. */
export type SentFile = {
  readonly body: Blob;
  readonly type: string;
  /** Its columns' fields from left to right, as the query `columns` has them. */
  readonly columns: string;
};
