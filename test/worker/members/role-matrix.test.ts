import { beforeAll, describe, expect, it } from "vitest";
import { scopes } from "../../../shared/contract/key.ts";
import { roles, scopesOfRole } from "../../../shared/contract/member.ts";
import { needsNoKey } from "../../../worker/operations/operation.ts";
import { type ListedOperation, listedOperations } from "../listed-operations.ts";
import { ask, openAgency, putThreeUnits } from "../office.ts";
import { inOffice, type Joined, join } from "./joined-member.ts";

let base = "";
const members = new Map<string, Joined>();

beforeAll(async () => {
  base = await openAgency("ROLES");
  await putThreeUnits(base);
  for (const role of roles) {
    members.set(`${role} of the agency`, await join(base, { role }));
    members.set(`${role} of a unit`, await join(base, { role, unit: "North" }));
  }
});

/** Kinds that say that somebody is not let in, whatever they ask. */
const shut = ["scope-missing", "unauthorized", "session-ended", "other-agency"];

/** What a role may ask, by the audience of the operation. */
function mayAsk({ name, operation: { audience } }: ListedOperation, role: (typeof roles)[number]): boolean {
  // Anybody reads approved comments; the same address with a key is the office's list.
  if (name === "listComments") return scopesOfRole[role].includes("comments:read");
  // A table is read for whoever may import one.
  if (name === "postTable") return scopesOfRole[role].some((scope) => /^(config|tallies):write$/.test(scope));
  if (needsNoKey(audience) || audience === "any-key") return true;
  return audience !== "root" && scopesOfRole[role].includes(audience);
}

/** Asks for something that does not exist, with a body that says nothing: who is let in gets another refusal, or an empty list. */
async function isLetIn({ operation }: ListedOperation, call: Parameters<typeof ask>[1]): Promise<boolean> {
  const path = operation.path.replace("/v1/agencies/:agency", base).replace(":format", "csv").replaceAll(/:\w+/g, "x");
  const body = operation.body && operation.method !== "GET" ? { body: {} } : {};
  const { kind } = await ask(`${operation.method} ${path}`, { ...call, ...body });
  return kind === null || !shut.includes(kind);
}

const atAgency = listedOperations.filter(({ operation }) => operation.path.startsWith("/v1/agencies/:agency"));

describe.each(roles)("the role %s", (role) => {
  it.each(["of the agency", "of a unit"])("%s lets in where its scopes say, and nowhere else", async (where) => {
    const member = members.get(`${role} ${where}`);
    const letIn: string[] = [];
    for (const listed of listedOperations) {
      if (await isLetIn(listed, { key: member?.key ?? "" })) letIn.push(listed.line);
    }
    expect(letIn).toEqual(listedOperations.filter((listed) => mayAsk(listed, role)).map(({ line }) => line));
  });

  it("does by its session what it does by its key", async () => {
    const cookie = members.get(`${role} of the agency`)?.cookie ?? "";
    const letIn: string[] = [];
    for (const listed of atAgency) if (await isLetIn(listed, inOffice(cookie))) letIn.push(listed.line);
    expect(letIn).toEqual(atAgency.filter((listed) => mayAsk(listed, role)).map(({ line }) => line));
  });
});

describe("roles", () => {
  it("let nobody do what is left to the root key", () => {
    const left = listedOperations.filter((listed) => roles.every((role) => !mayAsk(listed, role)));
    expect(left.map(({ name }) => name).sort()).toEqual([
      ...["createAgency", "deleteAgency", "deleteSignIn", "getReadiness", "postSample", "putSignIn"],
    ]);
  });

  // The matrix above takes each operation's word for who may ask; these are said once more.
  it("let only administrators handle members and keys", () => {
    const handling = listedOperations.filter(({ name }) => /(Member|Members|Invitation|Key|Keys)$/.test(name));
    expect(handling.map(({ name, operation: { audience } }) => `${name}: ${audience}`).sort()).toEqual([
      ...["createKey: keys:write", "deleteKey: keys:write", "deleteMember: members:write"],
      ...["inviteMember: members:write", "listKeys: keys:write", "listMembers: members:write"],
      ...["patchMember: members:write", "renewInvitation: members:write"],
      // Each member their own, by the key itself.
      "renewOwnKey: code-holder",
      ...["rotateKey: keys:write", "takeInvitation: code-holder"],
    ]);
    const others = roles.filter((role) => role !== "administrator");
    expect(others.filter((role) => scopesOfRole[role].some((scope) => /^(keys|members):/.test(scope)))).toEqual([]);
  });

  it("leave every scope to administrators", () => {
    expect([...scopesOfRole.administrator].sort()).toEqual([...scopes].sort());
  });
});
