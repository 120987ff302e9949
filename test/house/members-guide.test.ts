import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { scopes } from "../../shared/contract/key.ts";
import { invitationDays, roles, scopesOfRole } from "../../shared/contract/member.ts";
import { idleMinutes, longestHours } from "../../shared/contract/session.ts";
import { projectRoot } from "../server/start-server.ts";

const guide = readFileSync(join(projectRoot, "docs", "members.md"), "utf8");

it("the page about members gives each role the scopes that it has", () => {
  const rows = [...guide.matchAll(/^\| `([a-z-]+)` \|[^|]*\| ([^|]*) \|$/gm)];
  const told = rows.filter(([, role = ""]) => (roles as readonly string[]).includes(role));
  expect(told.map(([, role]) => role)).toEqual(roles);
  for (const [, role, words = ""] of told) {
    const named = words === "all" ? scopes : [...words.matchAll(/`([^`]+)`/g)].map(([, scope]) => scope);
    expect([role, named]).toEqual([role, scopesOfRole[role as (typeof roles)[number]]]);
  }
});

it("the page about members tells how long invitations and sessions last", () => {
  expect(guide).toContain(`within ${invitationDays} days`);
  expect(guide).toContain(`${idleMinutes} minutes after the last call, and after ${longestHours} hours`);
});
