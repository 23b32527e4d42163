// Every capability once through the protocol, against the bundled server over its standard input and output.
import { expect, test } from "vitest";
import { editorOn } from "../support/language-client.ts";

test("hover", async () => {
  const { connection, uri, cursor } = await editorOn("people Re$0ps\n  id : Text key\n");
  const found = await connection.sendRequest("textDocument/hover", {
    textDocument: { uri: uri("main.plan") },
    position: cursor,
  });
  expect(found).toMatchObject({ contents: { kind: "markdown" } });
  console.log(JSON.stringify(found));
});
