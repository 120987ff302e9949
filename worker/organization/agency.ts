import {
  type LaterFacts,
  type PublicAgency,
  type PutAgency,
  publicAgency,
  putAgency as putAgencyBody,
} from "../../shared/contract/agency.ts";
import { ok } from "../../shared/result.ts";
import { type Operation, operation } from "../operations/operation.ts";
import { type AgencyFacts, fewestPeople, type OrganizationDeps, type ReachDeps } from "./organization.ts";

const path = "/v1/agencies/:agency";

/** `GET /v1/agencies/{agency}`: what everybody may know of an agency. */
export const getAgency: Operation<ReachDeps> = operation({
  method: "GET",
  path,
  audience: "public",
  summary: "Read what an agency tells of itself",
  description: "Its name, address, contacts and official channels; null or empty where it has set nothing.",
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
    "What is left out stays as it is; null or an empty list takes a fact away. A new name counts from today on, also for the root unit. Needs a key on the whole agency.",
  body: putAgencyBody,
  answer: publicAgency,
  failures: ["outside-subtree"],
  runs: "sets up",
  wholeAgency: true,
  audit: { what: "agency.put", on: ({ params }) => params.agency },
  run: ({ organizationStore: store, organization, today }, _, { body }) => {
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
