import * as z from "zod/mini";
import { nameUpTo, serviceId } from "../codes.ts";

/** An administrative procedure, by its national code. */
export const service = z.strictObject({ id: serviceId, name: nameUpTo(500) });

/** See {@link service}. */
export type Service = z.infer<typeof service>;

/** Body of `PUT …/services`: upsert by id. */
export const putServices = z.strictObject({ services: z.array(service).check(z.minLength(1), z.maxLength(5000)) });
