import * as z from "zod/mini";
import { ticketCode } from "../codes.ts";

/** Body of `POST /v1/tickets/lookup`. The code never stands in a path or a log. */
export const ticketLookup = z.strictObject({ code: ticketCode });

/** Where a comment stands. */
export const ticket = z.strictObject({
  state: z.enum(["received"]),
  received_on: z.string(),
  unit: z.strictObject({ code: z.string(), name: z.string() }),
});

/** See {@link ticket}. `received_on` is a day, never a time. */
export type Ticket = z.infer<typeof ticket>;
