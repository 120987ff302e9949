import { describe, expect, test } from "vitest";
import { listKeys } from "../../../../worker/keys/list-keys.ts";
import type { Principal } from "../../../../worker/access/principal.ts";
import { keyOn, root } from "../organization/memory-organization.ts";
import { memoryKeyStore, organization, storedKey, today } from "../access/memory-keys.ts";

describe("listKeys", () => {
  test("shows the keys within the subtree, by id, without hash or secret", async () => {
    const store = memoryKeyStore(
      storedKey({ id: "c", unit: "Ward" }),
      storedKey({ id: "b", unit: "North" }),
      storedKey({ id: "a", unit: "H20" }),
      storedKey({ id: "d", unit: "South" }),
    );
    const rooms = { store, organization: organization(), today };
    const ids = async (principal: Principal): Promise<unknown> => {
      const page = await listKeys(rooms, principal, {});
      expect(JSON.stringify(page)).not.toContain('"ff"');
      return page.ok && page.value.data.map(({ id }) => id);
    };
    expect(await ids(keyOn("North"))).toEqual(["b", "c"]);
    expect(await ids(root)).toEqual(["a", "b", "c", "d"]);
  });

  test("takes no cursor that was given to a key on another unit", async () => {
    const store = memoryKeyStore(storedKey({ id: "b", unit: "Ward" }), storedKey({ id: "a", unit: "North" }));
    const rooms = { store, organization: organization(), today };
    const first = await listKeys(rooms, root, { limit: "1" });
    const cursor = first.ok ? first.value.meta.next_cursor : null;
    expect(await listKeys(rooms, root, { cursor: cursor ?? "" })).toMatchObject({ value: { data: [{ id: "b" }] } });
    expect(await listKeys(rooms, keyOn("North"), { cursor: cursor ?? "" })).toMatchObject({
      failure: { kind: "bad-cursor" },
    });
  });
});
