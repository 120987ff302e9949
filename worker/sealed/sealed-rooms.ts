import type { CallTime } from "../agency/agency-rooms.ts";
import type { SealedStore } from "./sealed-store.ts";

/** What every call about sealed reports works with. */
export type SealedRooms = CallTime & { readonly store: SealedStore };
