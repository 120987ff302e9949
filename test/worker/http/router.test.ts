import { expect, test } from "vitest";
import { routes, routesByAudience } from "../../../worker/api/routes.ts";

test("every route stands under those who may call it", () => {
  const strayed = Object.entries(routesByAudience).flatMap(([audience, listed]) =>
    listed.filter((route) => route.audience !== audience).map(({ method, path }) => `${method} ${path}`),
  );
  expect(strayed).toEqual([]);
});

test("no method and path stands in the table twice", () => {
  const names = routes.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(names).size).toBe(names.length);
});
