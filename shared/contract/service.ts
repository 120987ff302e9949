import * as z from "zod/mini";
import { nameUpTo, serviceId } from "../codes.ts";
import { pageQuery } from "./list.ts";

/** An administrative procedure, by its national code. */
export const service = z.strictObject({ id: serviceId, name: nameUpTo(500) });

/** See {@link service}. */
export type Service = z.infer<typeof service>;

/** Body of `PUT …/services`: upsert by id. */
export const putServices = z.strictObject({ services: z.array(service).check(z.minLength(1), z.maxLength(5000)) });

/** Query of `GET …/services`. */
export const servicesQuery = z.extend(pageQuery, {
  q: z.optional(
    z
      .string()
      .check(
        z.maxLength(200),
        z.describe("Only services whose code and name hold each of these words, with or without diacritics."),
      ),
  ),
});
