// Names through the protocol: where they lead, who reads them, and how they are changed, against the bundled server.
import { expect, test } from "vitest";
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  DocumentSymbol,
  Location,
  LocationLink,
  TextDocumentEdit,
  WorkspaceEdit,
  WorkspaceSymbol,
} from "vscode-languageserver-protocol";
import { editorOn } from "../support/language-client.ts";
import { ask, project } from "../support/language-questions.ts";
import { PLAN } from "../support/sample-plan.ts";

test("definition, declaration, type definition and implementation", async () => {
  const editor = await editorOn(project(PLAN.replace("worth amount", "worth am$0ount")));
  const { uri } = editor;
  const links = await ask<LocationLink[]>(editor, "definition");
  expect(
    links.map(({ targetUri, targetRange }) => [
      targetUri,
      editor.textAt("plans/company.plan", targetRange),
    ]),
  ).toEqual([[uri("plans/company.plan"), "amount"]]);
  expect(await ask(editor, "declaration")).toEqual(links);
  const [data] = await ask<LocationLink[]>(editor, "implementation");
  expect([data?.targetUri, data && editor.textAt("data/deals.csv", data.targetRange)]).toEqual([
    uri("data/deals.csv"),
    "amount",
  ]);
  const typed = await editorOn(project(PLAN.replace("to rep", "to re$0p")));
  const [people] = await ask<LocationLink[]>(typed, "typeDefinition");
  expect(people && typed.textAt("plans/company.plan", people.targetRange)).toBe("Reps");
});

test("plain locations where an editor knows no links", async () => {
  const editor = await editorOn(project(PLAN.replace("from Deals", "from De$0als")), {});
  expect(await ask<Location[]>(editor, "definition")).toMatchObject([
    { uri: editor.uri("plans/company.plan") },
  ]);
});

test("references and highlights", async () => {
  const editor = await editorOn(project(PLAN.replace("credit Sales", "credit Sa$0les")));
  const found = await ask<Location[]>(editor, "references", {
    context: { includeDeclaration: true },
  });
  expect(found.map(({ range }) => editor.textAt("plans/main.plan", range))).toEqual([
    "Sales",
    "Sales",
    "Sales",
  ]);
  expect(await ask<unknown[]>(editor, "documentHighlight")).toHaveLength(3);
});

test("rename, shown before it is made where it reaches other files", async () => {
  const editor = await editorOn(project(PLAN.replace("from Deals", "from De$0als")));
  expect(await ask(editor, "prepareRename")).toMatchObject({ placeholder: "Deals" });
  const edit = await ask<WorkspaceEdit>(editor, "rename", { newName: "Orders" });
  const files = (edit.documentChanges as TextDocumentEdit[]).map(({ textDocument, edits }) => [
    textDocument.uri.split("/").at(-1),
    edits.map((one) => ("annotationId" in one ? one.annotationId : "")),
  ]);
  expect(Object.fromEntries(files)).toEqual({
    "main.plan": [""],
    "company.plan": ["others"],
    "attain.json": ["config"],
  });
  expect(Object.keys(edit.changeAnnotations ?? {})).toEqual(["others", "config"]);
});

test("a renaming that would break a plan is refused with the reason", async () => {
  const editor = await editorOn(project(PLAN.replace("by attainment", "by attain$0ment")));
  await expect(ask(editor, "rename", { newName: "quota" })).rejects.toThrow(
    "`quota` can't be the name here: it would be declared twice.",
  );
});

test("document symbols and workspace symbols", async () => {
  const editor = await editorOn(project(PLAN));
  const [plan] = await ask<DocumentSymbol[]>(editor, "documentSymbol");
  expect(plan).toMatchObject({ name: "AccountExecutive", detail: "Account Executive Plan" });
  expect(plan?.children?.map(({ name }) => name)).toEqual([
    "Sales",
    "quota",
    "target",
    "attainment",
    "Commission",
    "commission",
  ]);
  const found = await editor.connection.sendRequest<WorkspaceSymbol[]>("workspace/symbol", {
    query: "closed",
  });
  expect(found.map(({ name, containerName }) => `${containerName ?? ""}.${name}`)).toEqual([
    "Deals.closed_on",
  ]);
});

test("document links", async () => {
  const editor = await editorOn(project(PLAN));
  expect(await ask(editor, "documentLink")).toMatchObject([
    { target: editor.uri("plans/company.plan") },
  ]);
  const config = await editor.connection.sendRequest("textDocument/documentLink", {
    textDocument: { uri: editor.uri("attain.json") },
  });
  expect(config).toMatchObject([{ target: editor.uri("data/deals.csv") }]);
});

test("linked editing", async () => {
  const editor = await editorOn(
    project(PLAN.replace("measure attainment", "measure attain$0ment")),
  );
  expect(await ask(editor, "linkedEditingRange")).toMatchObject({ ranges: [{}, {}] });
});

test("call hierarchy", async () => {
  const editor = await editorOn(project(PLAN.replace("credit Sales", "credit Sa$0les")));
  const [item] = await ask<CallHierarchyItem[]>(editor, "prepareCallHierarchy");
  const incoming = await editor.connection.sendRequest<CallHierarchyIncomingCall[]>(
    "callHierarchy/incomingCalls",
    { item },
  );
  expect(incoming.map(({ from }) => from.name)).toEqual(["attainment", "commission"]);
  expect(
    incoming.map(({ fromRanges }) =>
      fromRanges.map((range) => editor.textAt(editor.marked.path, range)),
    ),
  ).toEqual([["Sales"], ["Sales"]]);
  const outgoing = await editor.connection.sendRequest<{ to: CallHierarchyItem }[]>(
    "callHierarchy/outgoingCalls",
    { item },
  );
  expect(outgoing.map(({ to }) => [to.name, to.uri])).toEqual([
    ["Deals", editor.uri("plans/company.plan")],
  ]);
});

test("imports follow a file that is moved", async () => {
  const editor = await editorOn(project(PLAN));
  const { uri, connection } = editor;
  const edit = await connection.sendRequest<WorkspaceEdit>("workspace/willRenameFiles", {
    files: [{ oldUri: uri("plans/company.plan"), newUri: uri("shared/company.plan") }],
  });
  expect(JSON.stringify(edit)).toContain("../shared/company.plan");
});
