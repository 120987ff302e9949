import {
  type LaterFacts,
  type PublicAgency,
  type PutAgency,
  publicAgency,
  putAgency as putAgencyBody,
} from "../../shared/contract/agency.ts";
import { toDay } from "../../shared/calendar/day.ts";
import { outOfPeriods } from "../../shared/calendar/period.ts";
import { findMethod, methodsForScale } from "../../shared/methods/all-methods.ts";
import { fail, ok } from "../../shared/result.ts";
import { givenTwice } from "../lists/given-twice.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";
import {
  type AgencyFacts,
  fewestPeople,
  type Organization,
  type OrganizationDeps,
  type ReachDeps,
} from "./organization.ts";

const path = "/v1/agencies/:agency";

/** `GET /v1/agencies/{agency}`: what everybody may know of an agency. */
export const getAgency: Operation<ReachDeps> = operation({
  method: "GET",
  path,
  audience: "public",
  summary: "Read what an agency tells of itself",
  description:
    "Its name, address, contacts, official channels, targets, milestones and licence; null or empty where it has set nothing.",
  answer: publicAgency,
  failures: [],
  runs: "reads",
  run: (deps) => ok(toPublic(deps)),
});

/** `PUT /v1/agencies/{agency}`: the agency's name, address, contacts and channels. */
export const putAgency: Operation<OrganizationDeps & ReachDeps> = operation({
  method: "PUT",
  path,
  audience: "config:write",
  summary: "Write what the agency tells of itself",
  description:
    "What is left out stays as it is; null or an empty list takes a fact away. A new name counts from today on, also for the root unit. A target's method takes the question overall, its value lies in the method's range; of one method's targets the one whose `from` came last counts. Needs a key on the whole agency.",
  body: putAgencyBody,
  answer: publicAgency,
  failures: ["outside-subtree", "invalid", "scale-unfit", "unknown-unit"],
  runs: "sets up",
  wholeAgency: true,
  audit: { what: "agency.put", on: ({ params }) => params.agency },
  run: ({ organizationStore: store, organization, today }, _, { body }) => {
    const wrong = wrongTarget(body) ?? wrongMilestone(body, organization);
    if (wrong) return fail(wrong);
    const facts = changedFacts(organization.agency, body);
    store.putAgency(facts);
    const { code } = facts;
    const before = organization.units.nameOf(code, today);
    const name = body.name ?? before;
    if (name !== before) {
      const root = { code, name, parent: null, kind: "agency", national_code: null };
      store.putUnit({ ...root, ...organization.units.on(today).at(code), name, validFrom: today, validTo: null });
    }
    return ok({ ...toPublic({ organization: { ...organization, agency: facts }, today }), name });
  },
});

/** A target is for figures of the question `overall`. */
const overallScale = 5;

/** The first target that no published figure could be compared with. */
function wrongTarget({ targets = [] }: PutAgency): FailureOf<"invalid" | "scale-unfit"> | null {
  const fitting = methodsForScale(overallScale);
  for (const [place, { method: id, value }] of targets.entries()) {
    const method = fitting.find((one) => one.id === id);
    if (!method) {
      const detail = findMethod(id) ? "does not take the five levels of overall" : "is not a method for tallies";
      const errors = [{ pointer: `/targets/${place}/method`, detail }];
      return { kind: "scale-unfit", given: id, fits: fitting.map((one) => one.id), errors };
    }
    const [least, greatest] = method.range(overallScale);
    if (value >= least && value <= greatest) continue;
    const detail = `must be from ${least} to ${greatest}, as values of ${id} are`;
    return { kind: "invalid", errors: [{ pointer: `/targets/${place}/value`, detail }] };
  }
  const errors = [
    ...targets.flatMap(({ from }, place) => outOfPeriods(`/targets/${place}/from`, toDay(from))),
    ...givenTwice("/targets", targets, ({ method, from }) => `${method} ${from}`),
  ];
  return errors.length > 0 ? { kind: "invalid", errors } : null;
}

function wrongMilestone(
  { milestones = [] }: PutAgency,
  { agency, units }: Organization,
): FailureOf<"invalid" | "unknown-unit"> | null {
  const errors = milestones.flatMap(({ on }, place) => outOfPeriods(`/milestones/${place}/on`, toDay(on)));
  if (errors.length > 0) return { kind: "invalid", errors };
  const place = milestones.findIndex(({ unit }) => unit !== agency.code && !units.knows(unit));
  const given = milestones[place]?.unit;
  if (given === undefined) return null;
  const detail = "must be a known unit, or the agency's code for all of them";
  return { kind: "unknown-unit", given, errors: [{ pointer: `/milestones/${place}/unit`, detail }] };
}

/** The first official channel is also the one that the element shows. */
function changedFacts(facts: AgencyFacts, { name, privacy_url, official_channels, ...given }: PutAgency): AgencyFacts {
  const { privacy_url: url = null, official_channel: _, ...kept } = facts;
  const channels = official_channels ?? channelsOf(facts);
  const changedUrl = privacy_url === undefined ? url : privacy_url;
  const [first] = channels;
  return {
    ...{ ...kept, name: name ?? facts.name, official_channels: channels },
    ...(given as LaterFacts),
    ...(changedUrl === null ? {} : { privacy_url: changedUrl }),
    ...(first ? { official_channel: first } : {}),
  };
}

/** Agencies of before have one channel at most. */
function channelsOf({ official_channels, official_channel }: AgencyFacts): PublicAgency["official_channels"] {
  return official_channels ?? (official_channel ? [official_channel] : []);
}

function toPublic({ organization, today }: ReachDeps): PublicAgency {
  const { code, time_zone, address, contact, privacy_contact, privacy_url } = organization.agency;
  const { targets = [], milestones = [], licence = null, sample = false } = organization.agency;
  return {
    ...{ code, name: organization.units.nameOf(code, today), time_zone },
    ...{ address: address ?? null, contact: contact ?? null, privacy_contact: privacy_contact ?? null },
    official_channels: channelsOf(organization.agency),
    privacy_url: privacy_url ?? null,
    publication_threshold: fewestPeople(organization),
    ...{ targets, milestones, licence, sample },
  };
}
