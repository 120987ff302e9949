import type { Failure } from "../problems/failure.ts";
import type { VolumeReceipt } from "../../shared/contract/receipt.ts";
import { volumeItem } from "../../shared/contract/tally.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { checkContract } from "../operations/check-contract.ts";
import { receiptProblem } from "../problems/problems.ts";
import type { Organization } from "../organization/organization.ts";
import type { VolumeStore } from "./volume-store.ts";
import { spanOf, wrongPlace } from "./wrong-place.ts";

/** What {@link postVolumes} works with. */
export type VolumeRooms = {
  readonly store: Pick<VolumeStore, "touching" | "put">;
  readonly organization: Organization;
  readonly nowMs: number;
};

/**
 * Takes transaction volumes, each by itself; receipts stand in the order of the request. The newest figure for the same
 * unit, service, channel and span stands. Refused: what the contract or {@link wrongPlace} refuses, and `span-overlap`.
 */
export function postVolumes(
  rooms: VolumeRooms,
  principal: Principal,
  volumes: readonly unknown[],
): Result<{ receipts: VolumeReceipt[] }, Failure> {
  return ok({
    receipts: volumes.map((given, index): VolumeReceipt => {
      const taken = takeVolume(rooms, principal, given);
      return taken.ok
        ? { index, outcome: taken.value }
        : { index, outcome: "refused", problem: receiptProblem(taken.failure) };
    }),
  });
}

function takeVolume(
  { store, organization, nowMs }: VolumeRooms,
  principal: Principal,
  given: unknown,
): Result<"accepted" | "duplicate", Failure> {
  const item = checkContract(volumeItem, given);
  if (!item.ok) return item;
  const wrong = wrongPlace(organization, principal, item.value);
  if (wrong) return fail(wrong);
  const volume = { ...item.value, ...spanOf(item.value) };
  const touching = store.touching(volume);
  const other = touching.find(({ from, to }) => from !== volume.from || to !== volume.to);
  if (other) {
    const detail = "overlaps another span of the same unit, service and channel";
    return fail({ kind: "span-overlap", errors: [{ pointer: "/from", detail }] });
  }
  if (touching[0]?.transactions === volume.transactions) return ok("duplicate");
  store.put(volume, nowMs);
  return ok("accepted");
}
