import { expect, test } from "vitest";
import { takeEnrolment } from "../../../../widget/pages/kiosk/take-enrolment.ts";

function open(hash: string): { readonly given: string[]; readonly address: string[] } {
  const given: string[] = [];
  const address: string[] = [];
  const element = { setAttribute: (name: string, value: string) => void given.push(`${name}=${value}`) };
  takeEnrolment(
    element as unknown as Element,
    { hash, pathname: "/kiosk/" },
    {
      replaceState: (_data: unknown, _title: string, url?: string | URL | null) => void address.push(String(url)),
    },
  );
  return { given, address };
}

test("hands the code to the element and takes it out of the address", () => {
  expect(open("#enrol=H20.7K3M9Q2X")).toEqual({ given: ["enrol=H20.7K3M9Q2X"], address: ["/kiosk/"] });
});

test("removes anything else too, and gives the element nothing", () => {
  expect(open("#enrol=<b>")).toEqual({ given: [], address: ["/kiosk/"] });
  expect(open("")).toEqual({ given: [], address: [] });
});
