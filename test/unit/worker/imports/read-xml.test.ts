import { describe, expect, test } from "vitest";
import { readXml } from "../../../../worker/imports/read-xml.ts";

/** What a reader is told, as one text; or why it is not. */
function told(source: string): string {
  const heard: string[] = [];
  const read = readXml(source, {
    open: (name, attributes) =>
      heard.push(
        `<${name}${Object.entries(attributes)
          .map((entry) => ` ${entry.join("=")}`)
          .join("")}>`,
      ),
    text: (text) => heard.push(text),
    close: (name) => heard.push(`</${name}>`),
  });
  return read.ok ? heard.join("") : `refused: ${read.failure}`;
}

describe("readXml", () => {
  test("tells elements, attributes and text in order, without prefixes of elements", () => {
    expect(
      told('\uFEFF<?xml version="1.0"?>\n<x:a b="1" c=\'2\'><d/>é &amp; &#x1EC5;&#33;<!-- - --><![CDATA[<&]]></x:a>\n'),
    ).toBe("<a b=1 c=2><d></d>é & ễ!<&</a>");
  });

  test.each([
    ["a document type", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ["a document type after the root", "<a/><!DOCTYPE a>"],
    ["an external entity", '<!DOCTYPE a SYSTEM "http://127.0.0.1/x"><a/>'],
    ["an entity that is not XML's own", "<a>&nbsp;</a>"],
    ["a bare ampersand", "<a>1 & 2</a>"],
    ["a character that XML lacks", "<a>&#0;</a>"],
    ["half a pair of surrogates", "<a>&#xD800;</a>"],
    ["ends that do not match", "<a><b></a></b>"],
    ["an end too many", "<a/></a>"],
    ["a missing end", "<a><b/>"],
    ["two roots", "<a/><b/>"],
    ["text beside the root", "<a/>x"],
    ["an attribute that stands twice", '<a b="1" b="2"/>'],
    ["an attribute without quotes", "<a b=1/>"],
    ["nothing", ""],
    ["elements in elements without end", "<a>".repeat(100) + "</a>".repeat(100)],
  ])("refuses %s", (_, source) => {
    expect(told(source)).toMatch(/^refused: holds/);
  });

  test("stands long texts, comments and attributes", () => {
    const long = "x".repeat(2_000_000);
    expect(told(`<a b="${long}"><!-- ${long} -->${long}</a>`)).toHaveLength(2 * long.length + "<a b=></a>".length);
  });
});
