import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { problem } from "../../../shared/contract/problem.ts";
import { heartbeatPath } from "../../../shared/crypto/signature-base.ts";
import {
  askApi,
  type Call,
  callApi,
  makeAgency,
  newFeedback,
  newId,
  rootKey,
  sendFeedback,
  type TestAgency,
} from "../call-api.ts";
import { listedOperations } from "../listed-operations.ts";
import { enrolledTablet, heartbeatOf, kioskAgency, makeDevice, newTabletKey, sign } from "../devices/signing-tablet.ts";
import { newPoint, newReport, sealedAgency, sealedBytes, sendReport } from "../sealed/sealed-caller.ts";

type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly security: unknown[];
  readonly parameters: {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly description?: string;
    readonly schema: object;
  }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<
    string,
    { readonly description: string; readonly content?: Record<string, { schema: object }> }
  >;
};
type Document = {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly securitySchemes: Record<string, unknown>; readonly schemas: Record<string, unknown> };
};

let described: Document;
let agency: TestAgency;

beforeAll(async () => {
  described = await askApi<Document>("/v1/openapi.json");
  agency = await makeAgency("OPEN");
});

function operations(): [path: string, method: string, Operation][] {
  return Object.entries(described.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): [string, string, Operation] => [path, method, operation]),
  );
}

/** A call with a file that begins as WAV files do. */
const recording: Call = { method: "POST", body: "RIFF....WAVEfmt ", headers: { "content-type": "audio/wav" } };

/** Every `$ref` anywhere in a value. */
function refsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === "$ref" && typeof inner === "string" ? [inner] : refsIn(inner),
  );
}

/** What a local reference points at, by RFC 6901. */
function resolve(ref: string): unknown {
  if (!ref.startsWith("#/")) return undefined;
  const parts = ref
    .slice(2)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  return parts.reduce<unknown>((at, part) => (Object(at) as Record<string, unknown>)[part], described);
}

describe("the OpenAPI document", () => {
  test("is version 3.1 with a title, a version and the way keys go", () => {
    expect(described.openapi).toMatch(/^3\.1\.\d+$/);
    expect(described.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    expect(described.components.securitySchemes).toEqual({ key: { type: "http", scheme: "bearer" } });
  });

  test("names every route, and nothing else", () => {
    const expected = listedOperations.map(({ line }) => line);
    const named = operations().map(([path, method]) => `${method.toUpperCase()} ${path}`);
    expect(named.sort()).toEqual(expected.sort());
  });

  test("names each operation by a name of its own", () => {
    const names = operations().map(([, , { operationId }]) => operationId);
    expect(names.sort()).toEqual(listedOperations.map(({ name }) => name).sort());
    expect(new Set(names).size).toBe(names.length);
  });

  test("has no reference that leads nowhere", () => {
    const refs = refsIn(described);
    expect(refs.length).toBeGreaterThan(0);
    expect(refs.filter((ref) => resolve(ref) === undefined)).toEqual([]);
  });

  test("describes for each route its parameters, a success and a problem", () => {
    for (const [path, method, operation] of operations()) {
      const line = `${method} ${path}`;
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const named = operation.parameters.filter((parameter) => parameter.in === "path");
      expect([line, named.map(({ name }) => name)]).toEqual([line, inPath]);
      expect([line, named.every(({ required }) => required)]).toEqual([line, true]);
      expect([line, operation.parameters.filter(({ description }) => !description)]).toEqual([line, []]);
      const statuses = Object.keys(operation.responses);
      expect([line, statuses.some((status) => /^(2\d\d|303)$/.test(status)), statuses.includes("default")]).toEqual([
        line,
        true,
        false,
      ]);
      for (const status of statuses.filter((one) => one >= "400")) {
        const { content = {} } = operation.responses[status] ?? {};
        // Only readiness says more than a problem does when something is wrong.
        const told = line === "get /readyz" && status === "503" ? ["application/json"] : [];
        expect([line, status, Object.keys(content)]).toEqual([line, status, [...told, "application/problem+json"]]);
      }
      expect([line, operation.summary]).toEqual([line, expect.stringMatching(/^[A-Z]/)]);
    }
  });

  test("says which routes need a key, as they do", async () => {
    for (const [path, method, { security }] of operations()) {
      const at = path.replace("{agency}", agency.code).replace("{id}", agency.touchpoints[0]);
      const { status } = await callApi(at, { method: method.toUpperCase() });
      expect([method, path, status === 401]).toEqual([method, path, security.length > 0]);
    }
  });

  test("names only addresses that answer", async () => {
    const { code, key, touchpoints } = await makeAgency("OPEN");
    await askApi(`/v1/agencies/${code}/publications`, { method: "POST", key });
    const { id } = await askApi<{ id: string }>(`/v1/agencies/${code}/audio`, { ...recording, key });
    for (const [path, method] of operations()) {
      const known = path.includes("/audio/") ? id : touchpoints[0];
      const at = path
        .replace("{agency}", code)
        .replace("{id}", known)
        .replace("{version}", "1")
        .replace("{format}", "csv");
      const response = await callApi(at, { method: method.toUpperCase() });
      expect([method, path, [404, 405, 500].includes(response.status)]).toEqual([method, path, false]);
    }
  });

  test("describes every parameter of a query and every body", () => {
    const indices = described.paths["/v1/agencies/{agency}/indices"]?.get;
    const names = indices?.parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["period", "from", "to", "unit", "by", "method", "format", "cursor"]));
    for (const [path, method, { requestBody }] of operations()) {
      const listed = listedOperations.find(({ line }) => line === `${method.toUpperCase()} ${path}`)?.operation;
      const body = listed?.bodyInDocument ?? listed?.body;
      expect([method, path, requestBody !== undefined]).toEqual([method, path, body !== undefined]);
      const takesBody =
        ["post", "put", "patch"].includes(method) &&
        !/\/(rollups\/|(publications|codes|open|confirm|sample|invitation)$)/.test(path);
      expect([method, path, requestBody !== undefined]).toEqual([method, path, takesBody]);
    }
  });

  test("describes lists by their query parameters", () => {
    for (const list of ["units", "successions", "services", "forms", "questions", "touchpoints", "keys"]) {
      const parameters = described.paths[`/v1/agencies/{agency}/${list}`]?.get?.parameters ?? [];
      // Services are searched as well, since there may be thousands.
      const own = list === "services" ? ["q"] : [];
      expect([list, parameters.map(({ name }) => name)]).toEqual([list, ["agency", "limit", "cursor", ...own]]);
    }
  });

  test.each([
    ["/v1/feedback", ["sent_at", "amend_key", "answered_at", "level", "touchpoint"]],
    ["/v1/agencies/{agency}/tallies", ["counts", "source", "channel"]],
    ["/v1/agencies/{agency}/volumes", ["transactions", "from", "to"]],
  ])("says what an item of %s is made of", (path, names) => {
    const text = JSON.stringify(described.paths[path]?.post?.requestBody);
    for (const name of names) expect(text).toContain(`"${name}"`);
  });
});

describe("what the API answers", () => {
  /** One call of each route that answers something, in an order in which each can. */
  function calls(): [line: string, path: string, call: Call][] {
    const { key, code, touchpoints } = agency;
    const at = `/v1/agencies/${code}`;
    const ticket = `${code}-7K3M9Q2XHW4TP`;
    const feedback = [newFeedback(touchpoints[0], { comment: "Góp ý", ticket }), { level: 9 }];
    const span = { unit: "A", from: "2026-07-01", to: "2026-09-30" };
    const tally = { ...span, id: newId(), question: "overall", channel: "paper", counts: [0, 1, 2, 3, 4], source: "s" };
    const put = (list: string, row: object): [string, string, Call] => {
      const body = { [list]: [row] };
      return [`PUT /v1/agencies/:agency/${list}`, `${at}/${list}`, { method: "PUT", key, body }];
    };
    const get = (list: string, query = ""): [string, string, Call] => {
      return [`GET /v1/agencies/:agency/${list}`, `${at}/${list}${query}`, { key }];
    };
    const post = (list: string, body: unknown): [string, string, Call] => {
      return [`POST /v1/agencies/:agency/${list}`, `${at}/${list}`, { method: "POST", key, body }];
    };
    const question = { id: "overall", scale: 5, text: { vi: "Câu hỏi" } };
    const binding = { unit: "A", channel: "qr", name: "Mã", from: "2020-01-01" };
    const counter = `${code}-c000000001`;
    const now = new Date();
    const anHourAgo = new Date(now.getTime() - 60 * 60 * 1000);
    return [
      ["POST /v1/feedback", "/v1/feedback", { body: { sent_at: new Date().toISOString(), feedback } }],
      ["GET /v1/touchpoints/:id", `/v1/touchpoints/${touchpoints[0]}`, {}],
      ["POST /v1/tickets/lookup", "/v1/tickets/lookup", { body: { code: ticket } }],
      post("tallies", { tallies: [tally, tally, { id: 7 }] }),
      post("volumes", { volumes: [{ ...span, transactions: 20 }, { unit: "A" }] }),
      get("tallies", "?unit=A&period=2026-Q3"),
      get("volumes"),
      get("indices", "?period=2026-Q3&by=unit,month"),
      get("indices", `?period=2026&by=touchpoint,channel&method=mean@1,top-two@1`),
      get("methods"),
      put("units", { code: "C", name: "C", kind: "ward", valid_from: "2026-01-01", national_code: "1" }),
      put("services", { id: "1.004227", name: "Cấp giấy" }),
      ["PUT /v1/agencies/:agency", at, { method: "PUT", key, body: { contact: { phone: "1022" } } }],
      ["GET /v1/agencies/:agency", at, {}],
      put("forms", { id: "short", questions: [question] }),
      ["GET /v1/agencies/:agency/forms/:form/versions", `${at}/forms/short/versions`, { key }],
      ["POST /v1/agencies/:agency/audio", `${at}/audio`, { ...recording, key }],
      get("audio"),
      put("touchpoints", binding),
      put("touchpoints", { ...binding, id: counter, channel: "counter" }),
      put("shifts", { touchpoint: counter, officer: "CB-01", from: anHourAgo.toISOString(), to: now.toISOString() }),
      get("shifts"),
      [
        "PUT /v1/agencies/:agency/calendar",
        `${at}/calendar`,
        {
          method: "PUT",
          key,
          body: {
            days_off: [{ from: "2028-05-03", to: "2028-05-04", name: "Nghỉ lễ của tỉnh" }],
            working_days: [{ day: "2028-05-06", instead_of: "2028-05-05", source: "Công văn 1" }],
            confirmed_years: [{ year: 2028, source: "Công văn 1" }],
          },
        },
      ],
      get("calendar"),
      put("deadlines", { unit: "A", category: "attitude", working_days: 5 }),
      get("deadlines", "?limit=1"),
      ...["units", "successions", "services", "forms", "questions", "touchpoints"].map((list) => get(list, "?limit=1")),
      put("measures", { ...span, dossiers: 654, overdue: 1, petitioned: 0 }),
      get("measures"),
      [
        "GET /v1/agencies/:agency/scorecards/:method",
        `${at}/scorecards/qd766-satisfaction@1?period=2026-Q3&by=unit`,
        { key },
      ],
      post("keys", { name: "read", scopes: ["indices:read"] }),
      [
        "POST /v1/agencies/:agency/keys/:id/rotate",
        `${at}/keys/${key.split("_")[2]}/rotate`,
        { key, body: { overlap_days: 1 } },
      ],
      get("keys"),
      get("feedback"),
      get("signs", "?from=2026-11-24&to=2026-11-25"),
      get("signs/evidence", `?touchpoint=${touchpoints[0]}&day=2026-11-24`),
      post("publications", undefined),
      get("publications"),
      get("publications/latest", "?by=unit,time"),
      ...["", "/answers", "/datapackage.json"].map((file): [string, string, Call] => [
        `GET /v1/agencies/:agency/publications/:version${file}`,
        `${at}/publications/1${file}`,
        {},
      ]),
      [
        "POST /v1/agencies/:agency/tables",
        `${at}/tables`,
        { key, method: "POST", body: "Mã,Tên\n1,A", headers: { "content-type": "text/csv" } },
      ],
      [
        "POST /v1/agencies/:agency/units/preview",
        `${at}/units/preview`,
        { key, body: { units: [{ code: "A", name: "A mới", kind: "commune", valid_from: "2026-01-01" }] } },
      ],
      post("rollups/verify", undefined),
      post("rollups/rebuild", undefined),
      ["GET /healthz", "/healthz", {}],
      ["GET /readyz", "/readyz", { key: rootKey }],
    ];
  }

  /** One call of each route about set-asides. */
  async function setAsideCalls(): Promise<[line: string, path: string, call: Call][]> {
    const { code, touchpoints } = await makeAgency("OPEN");
    const at = `/v1/agencies/${code}`;
    const { key } = await askApi<{ key: string }>(`${at}/keys`, {
      key: rootKey,
      body: { name: "reform", scopes: ["set-asides:write"] },
    });
    const span = { from: "2026-11-24", to: "2026-11-24" };
    const proposal = { touchpoint: touchpoints[0], ...span, reason: "Một máy gửi hàng loạt", role: "reform-office" };
    const of = (path: string): string => `POST /v1/agencies/:agency/set-asides${path}`;
    return [
      [of(""), `${at}/set-asides`, { key, body: proposal }],
      [of("/:id/confirm"), `${at}/set-asides/1/confirm`, { method: "POST", key: rootKey }],
      ["GET /v1/agencies/:agency/set-asides", `${at}/set-asides`, {}],
      [of("/:id/undo"), `${at}/set-asides/1/undo`, { key, body: { reason: "Nhầm" } }],
    ];
  }

  /** One call of each route about sealed reports. */
  async function sealedCalls(): Promise<[line: string, path: string, call: Call][]> {
    const office = await sealedAgency("OPEN");
    const { code, reader } = office;
    const [{ id, token }, { body }] = [await sendReport(office), await newReport(office)];
    const held = { agency: code, id, token };
    const message = { number: 2, ...(await sealedBytes()) };
    const answer = { number: 1, ...(await sealedBytes()), copy: await sealedBytes() };
    const named = { name: "Thanh tra tỉnh", public_key: await newPoint() };
    const first = await makeAgency("OPEN");
    const at = `/v1/agencies/${code}`;
    const of = (method: string, path: string): string => `${method} /v1/agencies/:agency/${path}`;
    return [
      ["POST /v1/sealed", "/v1/sealed", { body }],
      ["POST /v1/sealed/talks/write", "/v1/sealed/talks/write", { body: { ...held, message } }],
      [of("POST", "sealed-talks/:id/messages"), `${at}/sealed-talks/${id}/messages`, { key: reader, body: answer }],
      ["POST /v1/sealed/talks/read", "/v1/sealed/talks/read", { body: held }],
      [of("GET", "sealed-talks"), `${at}/sealed-talks`, { key: reader }],
      [
        of("PATCH", "sealed-talks/:id"),
        `${at}/sealed-talks/${id}`,
        { method: "PATCH", key: reader, body: { state: "closed" } },
      ],
      [
        of("PUT", "sealed-recipient"),
        `/v1/agencies/${first.code}/sealed-recipient`,
        { method: "PUT", key: rootKey, body: named },
      ],
      [
        of("PUT", "sealed-recipient/announcement"),
        `${at}/sealed-recipient/announcement`,
        { method: "PUT", key: reader, body: named },
      ],
      [
        of("PUT", "sealed-recipient/contact"),
        `${at}/sealed-recipient/contact`,
        { method: "PUT", key: reader, body: { name: "Thanh tra tỉnh", phone: "0277 3851 431" } },
      ],
      [of("GET", "sealed-recipient"), `${at}/sealed-recipient`, {}],
    ];
  }

  /** One call of each route about comments. */
  async function commentCalls(): Promise<[line: string, path: string, call: Call][]> {
    const office = await makeAgency("OPEN");
    const { code, touchpoints } = office;
    const at = `/v1/agencies/${code}`;
    const scopes = ["comments:read", "comments:write", "indices:read", "audit:read"];
    const { key } = await askApi<{ key: string }>(`${at}/keys`, { key: rootKey, body: { name: "comments", scopes } });
    const ticket = { code: `${code}-7K3M9Q2XHW4TP` };
    await sendFeedback([newFeedback(touchpoints[0], { comment: "Chờ quá lâu", ticket: ticket.code })]);
    const { data } = await askApi<{ data: { id: string }[] }>(`${at}/comments`, { key });
    const one = `${at}/comments/${data[0]?.id}`;
    const of = (method: string, path: string): string => `${method} /v1/agencies/:agency/${path}`;
    const match = (version: number): Call => ({ key, headers: { "if-match": `"${version}"` } });
    const approve = { method: "PATCH", body: { state: "approved" }, ...match(1) };
    const month = `?period=${new Date().toISOString().slice(0, 7)}`;
    const start = { id: "thanks", unit: code, title: "Cảm ơn", words: "Cảm ơn Ông/Bà. [việc đã làm]" };
    return [
      [of("GET", "comments/:id"), one, { key }],
      [of("PATCH", "comments/:id"), one, approve],
      [of("POST", "comments/:id/replies"), `${one}/replies`, { ...match(2), body: { words: "Đã thêm quầy" } }],
      [of("GET", "comments"), `${at}/comments?q=cho`, { key }],
      [of("PUT", "answer-templates"), `${at}/answer-templates`, { method: "PUT", key, body: { templates: [start] } }],
      [of("GET", "answer-templates"), `${at}/answer-templates`, { key }],
      [of("GET", "answers"), `${at}/answers${month}`, { key }],
      [of("GET", "digests"), `${at}/digests${month}`, { key }],
      [of("GET", "audit"), `${at}/audit?what=comment`, { key }],
      ["POST /v1/tickets/rate", "/v1/tickets/rate", { body: { ...ticket, rating: 4 } }],
      ["POST /v1/tickets/reopen", "/v1/tickets/reopen", { body: { ...ticket, why: "Vẫn chờ" } }],
      ["POST /v1/tickets/withdraw", "/v1/tickets/withdraw", { body: ticket }],
    ];
  }

  /** One call of each route about members and sessions. */
  async function memberCalls(): Promise<[line: string, path: string, call: Call][]> {
    const { code, key } = await makeAgency("OPEN");
    const at = `/v1/agencies/${code}`;
    const invite = { key: rootKey, body: { name: "Lê Thị Hoa", role: "reader" } };
    const invited = await askApi<{ id: string; invitation: string }>(`${at}/members`, invite);
    const of = (line: string): string => line.replace(" ", " /v1/agencies/:agency/");
    const other = await askApi<{ invitation: string }>(`${at}/members`, invite);
    const joining = { body: { agency: code, code: other.invitation } };
    const joined = await askApi<{ key: string }>("/v1/invitations", joining);
    return [
      [of("POST members"), `${at}/members`, invite],
      ["POST /v1/invitations", "/v1/invitations", { body: { agency: code, code: invited.invitation } }],
      ["POST /v1/own-keys", "/v1/own-keys", { body: { key: joined.key } }],
      [of("POST members/:id/invitation"), `${at}/members/${invited.id}/invitation`, { method: "POST", key: rootKey }],
      [of("PATCH members/:id"), `${at}/members/${invited.id}`, { method: "PATCH", key: rootKey, body: { unit: "A" } }],
      [of("GET members"), `${at}/members`, { key: rootKey }],
      ["POST /v1/sessions", "/v1/sessions", { body: { key } }],
      ["GET /v1/session", "/v1/session", {}],
      [of("GET sessions"), `${at}/sessions`, { key }],
    ];
  }

  /** One call of each route about devices. */
  async function deviceCalls(): Promise<[line: string, path: string, call: Call][]> {
    const office = await kioskAgency("OPEN");
    const tablet = await enrolledTablet(office);
    const { code } = await makeDevice(office);
    const { publicKey } = await newTabletKey();
    const at = `/v1/agencies/${office.code}/devices`;
    const path = heartbeatPath(tablet.device);
    const body = JSON.stringify(heartbeatOf(tablet, { captured: 3, clock_ahead_ms: 3_600_000 }));
    const file = { kind: "citizen-feedback-queue", device: tablet.device, written_at: new Date().toISOString() };
    const batches = [{ body: "{", signature_input: "", signature: "", content_digest: "" }];
    const ask = (line: string, more: string, call: Call = {}): [string, string, Call] => {
      const [method = "", rest = ""] = line.split(" ");
      return [`${method} /v1/agencies/:agency/devices${rest}`, at + more, { method, key: office.deviceKey, ...call }];
    };
    return [
      ["POST /v1/devices/:id/heartbeat", path, { body, headers: await sign(tablet, path, body) }],
      ["POST /v1/enrolments", "/v1/enrolments", { body: { agency: office.code, code, public_key: publicKey } }],
      ask("POST", "", { body: { touchpoint: office.kiosks[0], name: "Máy" } }),
      ask("GET", "?limit=2"),
      ask("GET /events", "/events"),
      ask("GET /:id", `/${tablet.device}`),
      ask("PATCH /:id", `/${tablet.device}`, { body: { name: "Máy khác" } }),
      ask("POST /:id/queue-files", `/${tablet.device}/queue-files`, { body: { ...file, batches } }),
      ask("POST /:id/codes", `/${tablet.device}/codes`),
    ];
  }

  test("is as described, for every route that describes its answer", async () => {
    const asked = new Set<string>(["POST /v1/agencies", "GET /v1/openapi.json"]);
    // It takes seconds; test/worker/sample/ asks it, and every answer is checked there.
    asked.add("POST /v1/agencies/:agency/sample");
    // Likewise those of the sign-in, which need a provider, in test/worker/openid/.
    const signIn = "/v1/agencies/:agency/sign-in";
    for (const line of [`GET ${signIn}`, `PUT ${signIn}`, `POST ${signIn}/start`]) asked.add(line);
    for (const [line, path, call] of [
      ...calls(),
      ...(await deviceCalls()),
      ...(await sealedCalls()),
      ...(await setAsideCalls()),
      ...(await commentCalls()),
      ...(await memberCalls()),
    ]) {
      asked.add(line);
      const listed = listedOperations.find(
        ({ operation: { method, path } }) => `${method} ${path}` === line,
      )?.operation;
      const response = await callApi(path, call);
      expect([line, listed?.statuses ?? [200]]).toEqual([line, expect.arrayContaining([response.status])]);
      const checked = z.safeParse(listed?.answer ?? z.never(), await response.json());
      expect([line, checked.error?.issues ?? []]).toEqual([line, []]);
    }
    const answering = listedOperations
      .map(({ operation }) => operation)
      .filter(({ answer }) => answer !== undefined)
      .map(({ method, path }) => `${method} ${path}`);
    expect([...asked].sort()).toEqual(answering.sort());
  });

  test("is a problem as described, where it refuses", async () => {
    for (const [path, method] of operations()) {
      const at = path.replace("{agency}", agency.code).replace("{id}", "none");
      const response = await callApi(`${at}?colour=red`, { method: method.toUpperCase(), key: "cfk_wrong" });
      const checked = z.safeParse(problem, await response.json());
      expect([method, path, checked.error?.issues ?? []]).toEqual([method, path, []]);
    }
  });
});
