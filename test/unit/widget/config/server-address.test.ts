import { describe, expect, test } from "vitest";
import { serverAddress } from "../../../../widget/config/server-address.ts";

const own = "https://danhgia.example";

describe("the server that an attribute names", () => {
  test("is taken with its path, without slashes, query and fragment at the end", () => {
    expect(serverAddress("https://other.example/app/?a=1#b", own)).toBe("https://other.example/app");
    expect(serverAddress("//other.example", own)).toBe("https://other.example");
  });

  test.each(["", "https://", "javascript:alert(1)//", "data:text/html,<p>", " JavaScript:alert(1)", "file:///etc"])(
    "is the script's own where it is no address of the web: %j",
    (given) => {
      expect(serverAddress(given, own)).toBe(own);
    },
  );
});
