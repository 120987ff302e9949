import { expect, test } from "vitest";
import { feedbackPath } from "../../../shared/crypto/signature-base.ts";
import { askApi } from "../call-api.ts";
import { enrolledTablet, kioskAgency, sign } from "../devices/signing-tablet.ts";

type Parameter = { in: string; name: string; required: boolean; schema: { pattern: string } };
type Document = { paths: Record<string, Record<string, { description: string; parameters: Parameter[] }>> };

test("the OpenAPI document names the headers of a device's signature, in the spelling that devices write", async () => {
  const { paths } = await askApi<Document>("/v1/openapi.json");
  const signed = await sign(await enrolledTablet(await kioskAgency("OPENSIGN")), feedbackPath, "{}");
  const of = (path: string): Parameter[] =>
    (paths[path]?.["post"]?.parameters ?? []).filter((parameter) => parameter.in === "header");
  for (const [path, required] of [
    [feedbackPath, false],
    ["/v1/devices/{id}/heartbeat", true],
  ] as const) {
    expect(of(path).map(({ name }) => name.toLowerCase())).toEqual(Object.keys(signed));
    expect(of(path).every((parameter) => parameter.required === required)).toBe(true);
    for (const { name, schema } of of(path)) {
      expect(new Headers(signed).get(name)).toMatch(new RegExp(schema.pattern));
    }
  }
  expect(paths["/v1/devices/{id}/heartbeat"]?.["post"]?.description).toBe("An enrolled device, by its signature.");
  expect(of("/v1/enrolments")).toEqual([]);
});
