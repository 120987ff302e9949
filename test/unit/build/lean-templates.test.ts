import { describe, expect, it } from "vitest";
import { leanTemplates } from "../../../build/lean-templates.ts";
import { buildSmall } from "./build-small.ts";

/** What becomes of a template; `$x` stands for a value in it. */
async function lean(template: string): Promise<string> {
  const text = `const html = String.raw; const x = document.title; console.log(html\`${template.replaceAll("$x", `\${x}`)}\`);`;
  const built = await buildSmall(leanTemplates(), { name: "client", files: { "a.ts": text }, entries: { a: "a.ts" } });
  return Object.values(built).join("");
}

describe("lit's templates", () => {
  it("lose the indentation of the source", async () => {
    expect(await lean("\n  <div>\n    <p>Một</p>\n    <p>Hai</p>\n  </div>\n")).toContain(
      "<div><p>Một</p><p>Hai</p></div>",
    );
  });

  it("keep the space between words, and between a word and a link or a value", async () => {
    const code = await lean("<p>Xem\n    <a href='/'>trang</a> này, <b>$x</b> ngày</p>");
    expect(code).toContain('<p>Xem <a href="/">trang</a> này, <b>${');
    expect(code).toContain("</b> ngày</p>");
  });

  it("keep every value in its place, in attributes, listeners and parts of lit", async () => {
    const code = await lean('<button\n  class="a $x"\n  .value=$x\n  ?hidden=$x\n  @click=$x>\n  $x\n</button>');
    expect(code.match(/\$\{/g)).toHaveLength(5);
    expect(code).toMatch(/class="a \$\{\w+\}" \.value=/);
  });

  it("keep empty values that mean something", async () => {
    expect(await lean('<img alt="" src="/a"><option value="">–</option>')).toMatch(/alt(="")? .*<option value="">/);
  });
});
