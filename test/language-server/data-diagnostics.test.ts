// Problems of data as diagnostics: where they are placed, and what several plan files ask of the data together.
import { expect, test } from "vitest";
import { dataDiagnostics } from "../../language-server/src/preview/data-diagnostics.ts";
import { DataShelf } from "../../language-server/src/preview/data-shelf.ts";
import { LastGood } from "../../language-server/src/preview/last-good.ts";
import { together } from "../../language-server/src/preview/whole-data.ts";
import type { Project } from "../../language-server/src/project/project.ts";
import { rowsOf } from "../../language-server/src/web/handed-rows.ts";
import { textAt } from "../../compiler/src/text/source-file.ts";
import { DATA, project } from "../support/debug-project.ts";
import { marked, projectOf } from "../support/marked-plans.ts";
import { PLAN } from "../support/sample-plan.ts";

function payablesOf(of: Project): ReturnType<LastGood["of"]>[] {
  return of.views().map((view) => new LastGood().of(view));
}

/** Each with its file and what it marks. */
async function found(source: string): Promise<string[]> {
  const { files } = marked(source);
  const own = projectOf(files);
  const { config } = own.config();
  const payables = payablesOf(own).filter((one) => one !== undefined);
  const shelf = new DataShelf(rowsOf((uri) => files[uri.slice("file:///".length)]));
  const problems = await shelf.problems("file://", payables, config.data);
  const read = (path: string): string | undefined => files[path];
  const texts = { config, read, plan: () => undefined };
  return dataDiagnostics(texts, problems).map(
    ({ severity, code, at, label }) =>
      `${severity} ${code} ${at.file.path}: ${textAt(at)}${label === undefined ? "" : ` (${label})`}`,
  );
}

const QUOTAS = '"Quotas": { "file": "data/quotas.csv" }';

test("of one mistake in many rows fifty are marked, and the last tells of the others", async () => {
  const rows = Array.from({ length: 60 }, (_, i) => `X-${i},ada,Won,Platform,5,1,some day\n`);
  const all = await found(
    project(PLAN, DATA.replace("//- data/quotas", `${rows.join("")}//- data/quotas`)),
  );
  expect(all).toHaveLength(50);
  expect(all[0]).toBe("error ATN7203 data/deals.csv: some day");
  expect(all.at(-1)).toBe("error ATN7203 data/deals.csv: some day (So it is in 10 more rows.)");
});

test("a column that is missing is told in the first line", async () => {
  const heading = "id,rep,stage,line,amount,seats,closed_on";
  expect(
    await found(project(PLAN, DATA.replace(heading, heading.replace("seats", "chairs")))),
  ).toEqual(["error ATN7201 data/deals.csv: id,rep,stage,line,amount,chairs,closed_on"]);
});

test("what can't be shown as text, or is named nowhere, is told in attain.json", async () => {
  const plans = project(PLAN);
  expect(await found(plans.replace("data/quotas.csv", "data/quotas.parquet"))).toEqual([
    'error ATN7103 attain.json: "data/quotas.parquet"',
  ]);
  expect(await found(plans.replace(`,\n    ${QUOTAS}`, ""))).toEqual([
    'warning ATN7101 attain.json: "data"',
  ]);
});

test("plan files are held to the data together, but where one name means two sources", () => {
  const { files } = marked(project(PLAN));
  const other = `import "company.plan"\n${PLAN.replace("AccountExecutive", "Other")}`;
  const groups = (more: Readonly<Record<string, string>>): number[] =>
    together(payablesOf(projectOf({ ...files, ...more })).filter((one) => one !== undefined)).map(
      ({ payables }) => payables.length,
    );
  expect(groups({ "plans/other.plan": other })).toEqual([2]);
  const company = (files["plans/company.plan"] ?? "").replace("at least 0 seat", "at least 1 seat");
  expect(groups({ "plans/other.plan": `${company}${PLAN}` })).toEqual([1, 1]);
});
