// KPIs, goals and the library in an editor: where their names lead, what is offered, what can't be renamed.
import { expect, test } from "vitest";
import { completion } from "../../language-server/src/features/completion/completion.ts";
import { definition } from "../../language-server/src/features/definition.ts";
import { rename } from "../../language-server/src/features/rename.ts";
import { LIBRARY_TEXT } from "../../language-server/src/protocol.ts";
import { editorOn } from "../support/language-client.ts";
import { viewOf } from "../support/marked-plans.ts";
import { COMPANY, PLAN } from "../support/sample-plan.ts";

const KPIS = `import "attain:sales"

${COMPANY}${PLAN}  kpi reach means QuotaAttainment(Sales, quota)
    baseline 90%

  goal everybody of reach each Year
    among Reps
    to    100%

  component prize
    earns everybody.progress of 100 USD
    rounded half even to cent
`;

/** The places that the name under the cursor leads to, as the text there. */
function leadsTo(source: string): string[] {
  const { view, cursor } = viewOf(source);
  return definition(view, cursor).map(
    ({ to: { file, span } }) => `${file.path}: ${file.text.slice(span.start, span.end)}`,
  );
}

function offered(source: string): string[] {
  const { view, cursor } = viewOf(source);
  return completion(view, cursor).map(({ label }) => label);
}

test("a KPI of the library leads into it", () => {
  expect(leadsTo(KPIS.replace("QuotaAtt", "Quota$0Att"))).toEqual([
    "attain:sales: QuotaAttainment",
  ]);
});

test("an import of the library leads to its file", () => {
  expect(leadsTo(KPIS.replace("attain:sales", "attain:$0sales"))).toEqual(["attain:sales: "]);
});

test("what a KPI is given, the KPI of a goal and the goal lead to the plan", () => {
  expect(leadsTo(KPIS.replace("(Sales, quota)", "(Sa$0les, quota)"))).toEqual(["main.plan: Sales"]);
  expect(leadsTo(KPIS.replace("of reach", "of re$0ach"))).toEqual(["main.plan: reach"]);
  expect(leadsTo(KPIS.replace("earns everybody", "earns every$0body"))).toEqual([
    "main.plan: everybody",
  ]);
});

test("what a shared KPI needs leads to its line", () => {
  const own = `${COMPANY}shared kpi Part "Part" means a_part / whole
  needs a_part : credit
  needs [|whole|] : credit
  higher is better
`;
  const { view, cursor, ranges } = viewOf(own.replace("/ whole", "/ wh$0ole"));
  const found = definition(view, cursor).map(({ to }) => ({ path: to.file.path, span: to.span }));
  expect(found).toEqual(ranges);
});

test("the facts of a goal, the KPIs of the library, and its file are offered", () => {
  const facts = offered(KPIS.replace("everybody.progress", "everybody.$0"));
  expect(facts).toEqual(expect.arrayContaining(["actual", "progress", "met"]));
  expect(offered(KPIS.replace('"attain:sales"', '"$0"'))).toContain("attain:sales");
  expect(offered(KPIS.replace("QuotaAttainment(", "$0("))).toContain("WinRate");
});

test("a KPI of the library can't be renamed, and one's own can", () => {
  const { view, cursor } = viewOf(KPIS.replace("QuotaAtt", "Quota$0Att"));
  expect(rename(view, cursor, "Reached")).toMatchObject({
    reason: expect.stringContaining("of the library") as string,
  });
  const own = viewOf(KPIS.replace("of reach", "of re$0ach"));
  const renamed = rename(own.view, own.cursor, "reached");
  expect("edits" in renamed && [...renamed.edits].map(([, edits]) => edits.length)).toEqual([2]);
});

test("an editor opens the library by its URI", async () => {
  const editor = await editorOn(KPIS.replace("QuotaAtt", "Quota$0Att"));
  const found = await editor.connection.sendRequest<readonly { readonly targetUri: string }[]>(
    "textDocument/definition",
    { textDocument: { uri: editor.uri("main.plan") }, position: editor.cursor },
  );
  expect(found.map(({ targetUri }) => targetUri)).toEqual(["attain:sales.plan"]);
  const ask = (uri: string): Promise<unknown> =>
    editor.connection.sendRequest(LIBRARY_TEXT, { uri });
  expect(await ask("attain:sales.plan")).toContain("shared kpi QuotaAttainment");
  expect(await ask("attain:nothing.plan")).toBe(null);
});
