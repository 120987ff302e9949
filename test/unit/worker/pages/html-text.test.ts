import { describe, expect, it } from "vitest";
import { htmlText } from "../../../../worker/pages/html-text.ts";

describe("text in HTML", () => {
  it("cannot end what it stands in", () => {
    expect(htmlText(`<script>"a" & 'b'</script>`)).toBe("&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;");
  });

  it("keeps every letter", () => {
    expect(htmlText("Ễ ậ ₫ n′ √")).toBe("Ễ ậ ₫ n′ √");
  });
});
