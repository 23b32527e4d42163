// Which comments document what stands below them.
import { expect, it } from "vitest";
import { parse } from "../../compiler/src/syntax/parser.ts";

/** The documentation of each field of a source. */
function docsOf(text: string): (string | undefined)[] {
  const { tree } = parse({ path: "a.plan", text: `source S\n${text}` });
  return tree.declarations.flatMap((declaration) =>
    declaration.kind === "Source" ? declaration.fields.map(({ doc }) => doc) : [],
  );
}

it("takes the lines right above", () => {
  expect(
    docsOf("/// One.\n/// Two.\na : Text\n/// Three.\n\nb : Text\n// Four.\nc : Text"),
  ).toEqual(["One.\nTwo.", undefined, undefined]);
});

it("takes no comment at the end of another line, and nothing away from that line", () => {
  expect(docsOf("/// One.\na : Text /// More.\nb : Text\n")).toEqual(["One.", undefined]);
});
