import { RpcTarget } from "cloudflare:workers";
import type { CreatedKey, KeyInfo, NewKey } from "../../shared/contract/key.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import type { CallTime } from "../agency/agency-rooms.ts";
import { askerOf, type AuditRooms, noteDeed } from "../audit/note-deed.ts";
import type { Reply } from "../agency/reply.ts";
import { createKey } from "./create-key.ts";
import { deleteKey } from "./delete-key.ts";
import type { KeyStore } from "./key-store.ts";
import { newCredential } from "./key-token.ts";
import type { KeysPort } from "./keys-port.ts";
import { listKeys } from "./list-keys.ts";
import type { Principal } from "../access/principal.ts";

/** What the agency's object hands in. */
export type KeysHands = {
  /** The rooms as they are now. */
  readonly rooms: () => CallTime & AuditRooms & { readonly store: KeyStore };
  /** Runs a call in one transaction. */
  readonly write: <T>(call: () => T) => T;
  readonly randomBytes: (count: number) => Uint8Array;
};

/** Keys of one agency, as its object hands them out. */
export class KeysTarget extends RpcTarget implements KeysPort {
  readonly #hands: KeysHands;

  constructor(hands: KeysHands) {
    super();
    this.#hands = hands;
  }

  async create(principal: Principal, key: NewKey): Reply<CreatedKey> {
    const { rooms, write, randomBytes } = this.#hands;
    const credential = await newCredential(randomBytes);
    return write(() => {
      const created = createKey({ ...rooms(), credential }, principal, key);
      if (created.ok) {
        const { id, unit, scopes } = created.value;
        noteDeed(rooms(), { by: askerOf(principal), what: "key.created", on: id, unit, after: scopes.join(" ") });
      }
      return created;
    });
  }

  async list(principal: Principal, query: PageQuery): Reply<Page<KeyInfo>> {
    return listKeys(this.#hands.rooms(), principal, query);
  }

  async remove(principal: Principal, id: string): Reply<null> {
    const { rooms, write } = this.#hands;
    return write(() => {
      const unit = rooms().store.find(id)?.unit ?? null;
      const deleted = deleteKey(rooms(), principal, id);
      if (deleted.ok) noteDeed(rooms(), { by: askerOf(principal), what: "key.deleted", on: id, unit });
      return deleted;
    });
  }
}
