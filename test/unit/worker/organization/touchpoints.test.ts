import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDay } from "../../../../shared/calendar/day.ts";
import { touchpointId } from "../../../../shared/codes.ts";
import type { NewTouchpoint } from "../../../../shared/contract/touchpoint.ts";
import type { Principal } from "../../../../worker/access/principal.ts";
import { bindingOn, isClosedOn } from "../../../../worker/organization/organization.ts";
import { putTouchpoints } from "../../../../worker/organization/touchpoints.ts";
import { runOperation } from "../run-operation.ts";
import { dayOf, foundedAgency, keyOn, root } from "./memory-organization.ts";

const id = "H20-7k3m9q2x4t";
const today = "2026-11-24";

/** North with its ward, South, and Old, which ended in 2025; North's ward was South's until then. */
function agency(): ReturnType<typeof foundedAgency> & {
  put: (given: Partial<NewTouchpoint>[], principal?: Principal, bytes?: number[][]) => unknown;
} {
  const founded = foundedAgency();
  const { store, organization } = founded;
  const unit = (code: string, parent: string | null, from: string, to: string | null = null): void =>
    store.putUnit({
      code,
      name: `Xã ${code}`,
      parent,
      kind: "commune",
      validFrom: dayOf(from),
      validTo: to === null ? null : dayOf(to),
    });
  unit("North", null, "2020-01-01");
  unit("South", null, "2020-01-01");
  unit("Ward", "South", "2020-01-01");
  unit("Ward", "North", "2026-01-01");
  unit("Old", null, "2020-01-01", "2025-12-31");
  store.putService({ id: "1.004227", name: "Đăng ký khai sinh" });
  return {
    ...founded,
    put: (given, principal = root, bytes = []) => {
      const left = [...bytes];
      const deps = {
        organizationStore: store,
        organization: organization(),
        today: dayOf(today),
        memory: { closed: () => new Set<string>() },
        randomBytes: (count: number) => Uint8Array.from(left.shift() ?? new Array(count).fill(31)),
      };
      const touchpoints = given.map(
        (one): NewTouchpoint => ({ unit: "North", channel: "kiosk", name: "Quầy 1", ...one }),
      );
      return runOperation(putTouchpoints, { deps, principal, input: { body: { touchpoints } } });
    },
  };
}

function refusal(kind: string, pointer: string): object {
  return { ok: false, failure: { kind, errors: [{ pointer }] } };
}

describe("putTouchpoints", () => {
  test("makes an id of the agency's code and ten random letters by default", () => {
    const { put } = agency();
    const made = put([{}], root, [[0, 1, 10, 18, 20, 22, 27, 31, 32, 255]]);
    expect(made).toMatchObject({ ok: true, value: { data: [{ id: "H20-01ajmpvz0z" }] } });
    expect(touchpointId.safeParse("H20-01ajmpvz0z").success).toBe(true);
  });

  test("makes another id if one is taken, in the store or in the same request", () => {
    const { put } = agency();
    const [zeros, ones, twos] = [0, 1, 2].map((digit) => new Array<number>(10).fill(digit)) as [
      number[],
      number[],
      number[],
    ];
    expect(put([{}], root, [zeros])).toMatchObject({ value: { data: [{ id: "H20-0000000000" }] } });
    expect(put([{}, {}], root, [zeros, ones, ones, twos])).toMatchObject({
      value: { data: [{ id: "H20-1111111111" }, { id: "H20-2222222222" }] },
    });
  });

  test("returns the binding, which begins today and has the default form", () => {
    const { put } = agency();
    expect(put([{ id, service: "1.004227" }])).toEqual({
      ok: true,
      value: {
        data: [
          { id, unit: "North", service: "1.004227", channel: "kiosk", form: "default", name: "Quầy 1", from: today },
        ],
        meta: { next_cursor: null },
      },
    });
  });

  test("keeps the old binding for the days before the change, and the first one for all days before it", () => {
    const { put, organization } = agency();
    put([{ id, unit: "North", from: "2026-03-01" }]);
    put([{ id, unit: "South" }]);
    const bindings = organization().touchpoints.get(id) ?? [];
    expect(bindingOn(bindings, dayOf("2026-11-23"))?.unit).toBe("North");
    expect(bindingOn(bindings, dayOf(today))?.unit).toBe("South");
    expect(bindingOn(bindings, dayOf("2021-01-01"))?.unit).toBe("North");
  });

  test("any series of openings and closings gives for each day the state of the newest binding at or before it", () => {
    const first = dayOf(today);
    const binding = fc.record({ after: fc.integer({ min: 0, max: 30 }), closed: fc.boolean() });
    fc.assert(
      fc.property(fc.array(binding, { minLength: 1, maxLength: 12 }), (series) => {
        const { put, organization } = agency();
        const states = new Map<number, boolean>();
        for (const { after, closed } of series) {
          expect(put([{ id, from: formatDay(first + after), closed }])).toMatchObject({ ok: true });
          states.set(after, closed);
        }
        const known = organization();
        for (let after = -3; after <= 33; after += 1) {
          const begun = [...states].sort(([a], [b]) => b - a);
          const [, expected] = begun.find(([from]) => from <= after) ?? begun.at(-1) ?? [];
          expect([after, isClosedOn(known, id, first + after)]).toEqual([after, expected]);
        }
      }),
    );
  });

  test("writes over a binding of the same day", () => {
    const { put, organization } = agency();
    put([{ id, name: "Quầy 1" }]);
    put([{ id, name: "Quầy 2" }]);
    expect(organization().touchpoints.get(id)).toMatchObject([{ name: "Quầy 2" }]);
  });

  test("refuses an id of another agency, and an id given twice for one day", () => {
    const { put } = agency();
    expect(put([{ id: "H21-7k3m9q2x4t" }])).toMatchObject(refusal("invalid", "/touchpoints/0/id"));
    expect(put([{ id }, { id, from: today }])).toMatchObject(refusal("invalid", "/touchpoints/1"));
    expect(
      put([{ id }, { id, from: "2027-01-01" }, {}, {}], root, [new Array(10).fill(3), new Array(10).fill(4)]),
    ).toMatchObject({ ok: true });
  });

  test("refuses an unknown unit, service or form, and writes nothing", () => {
    const { put, organization } = agency();
    expect(put([{ id }, { unit: "X" }])).toMatchObject(refusal("unknown-unit", "/touchpoints/1/unit"));
    expect(put([{ unit: "Old" }])).toMatchObject(refusal("unknown-unit", "/touchpoints/0/unit"));
    expect(put([{ service: "9.999999" }])).toMatchObject(refusal("unknown-service", "/touchpoints/0/service"));
    expect(put([{ form: "nowhere" }])).toMatchObject(refusal("unknown-form", "/touchpoints/0/form"));
    expect(organization().touchpoints.size).toBe(0);
  });

  test("accepts a unit that existed on the first day of the binding", () => {
    const { put } = agency();
    expect(put([{ id, unit: "Old", from: "2025-06-01" }])).toMatchObject({ ok: true });
  });

  test("lets a key change touchpoints below its unit, and neither take one from elsewhere nor give one away", () => {
    const { put } = agency();
    const [north, south] = [keyOn("North"), keyOn("South")];
    const beyond = refusal("outside-subtree", "/touchpoints/0/unit");
    expect(put([{ id, unit: "Ward" }], north)).toMatchObject({ ok: true });
    expect(put([{ id, unit: "South" }], north)).toMatchObject(beyond);
    expect(put([{ id, unit: "South" }], south)).toMatchObject(beyond);
    expect(put([{ id, unit: "H20" }], north)).toMatchObject(beyond);
    expect(put([{ id, unit: "South" }], keyOn("H20"))).toMatchObject({ ok: true });
  });

  test("refuses to bind for a time when the unit was elsewhere, or over a later binding elsewhere", () => {
    const { put } = agency();
    const beyond = refusal("outside-subtree", "/touchpoints/0/unit");
    expect(put([{ unit: "Ward", from: "2025-06-01" }], keyOn("North"))).toMatchObject(beyond);
    expect(put([{ unit: "Ward", from: "2025-06-01" }], keyOn("South"))).toMatchObject(beyond);
    put([{ id, unit: "North" }]);
    put([{ id, unit: "South", from: "2027-01-01" }]);
    expect(put([{ id, unit: "North" }], keyOn("North"))).toMatchObject(beyond);
  });
});
