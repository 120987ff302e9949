import type { CallTime } from "../agency/agency-rooms.ts";
import type { AuditRooms } from "../audit/note-deed.ts";
import type { SealedStore } from "./sealed-store.ts";

/**
 * What every call about sealed reports works with. The audit log hears of keys only: its entries have a time, and of talks none
 * is to be kept.
 */
export type SealedRooms = CallTime & AuditRooms & { readonly store: SealedStore };
