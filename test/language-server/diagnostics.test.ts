// What is wrong in a file: found by its own check and by those of the files that import it.
import { expect, test } from "vitest";
import { diagnosticsIn } from "../../language-server/src/features/diagnostics.ts";
import { COMPANY, PLAN } from "../support/sample-plan.ts";
import { marked, projectOf } from "../support/marked-plans.ts";

function codes(source: string, path: string): string[] {
  return diagnosticsIn(projectOf(marked(source).files), path).map(
    ({ code, severity }) => `${severity} ${code}`,
  );
}

test("errors and warnings of a file", () => {
  expect(codes(COMPANY + PLAN, "main.plan")).toEqual([]);
  expect(codes(COMPANY + PLAN.replace("Sales / quota", "Sals / quota"), "main.plan")).toEqual([
    "error ATN2001",
  ]);
});

test("what is wrong in a shared definition shows where it stands, found by the plan that reads it", () => {
  const shared = "shared measure doubled means 2 x quotaa\n";
  const files = `//- a.plan\nimport "company.plan"\n${PLAN}  component c\n    earns doubled\n    rounded half even to cent\n//- company.plan\n${COMPANY}${shared}`;
  expect(codes(files, "company.plan")).toEqual(["error ATN2001"]);
  expect(codes(files, "a.plan")).toEqual([]);
});

function importing(name: string): string {
  return `import "company.plan"\n${PLAN.replace("plan AccountExecutive", `plan ${name}`)}`;
}

test("each once, however many plans find it", () => {
  const broken = COMPANY.replace("hired   : Date", "hired   : Datum");
  const files = `//- a.plan\n${importing("A")}//- b.plan\n${importing("B")}//- company.plan\n${broken}`;
  expect(codes(files, "company.plan")).toEqual(["error ATN2003"]);
});

test("a plan whose name another file has already used", () => {
  const files = `//- a.plan\n${importing("Hunters")}//- b.plan\n${importing("HUNTERS")}//- company.plan\n${COMPANY}`;
  expect(codes(files, "a.plan")).toEqual([]);
  expect(codes(files, "b.plan")).toEqual(["error ATN8206"]);
});

test("levels of attain.json", () => {
  const unused = `${COMPANY}${PLAN}  measure unread means 5%\n`;
  const files = (level: string): string =>
    `//- main.plan\n${unused}//- attain.json\n{ "lint": { "unused": "${level}" } }\n`;
  expect(codes(files("info"), "main.plan")).toEqual(["info ATN4405"]);
  expect(codes(files("off"), "main.plan")).toEqual([]);
});

function configured(settings: string): string {
  return `//- main.plan\n${COMPANY}//- attain.json\n${settings}\n`;
}

test("what is wrong in attain.json, its names held against the sources", () => {
  expect(codes(configured('{ "data": { "Deels": { "file": "d.csv" } } }'), "attain.json")).toEqual([
    "error ATN8201",
  ]);
  expect(codes(configured('{ "plan": [] }'), "attain.json")).toEqual([
    expect.stringMatching(/^error ATN81/),
  ]);
});

test("no file, no diagnostics", () => {
  expect(codes(COMPANY, "other.plan")).toEqual([]);
});

test("what is proved about pay, and what a project asks for", () => {
  const jump = PLAN.replace("marginal by attainment", "whole by attainment");
  const files = (lint: string): string =>
    `//- attain.json\n{ "lint": { ${lint} } }\n//- plans/main.plan\n${COMPANY}${jump}`;
  expect(codes(files(""), "plans/main.plan")).toEqual([]);
  expect(codes(files('"cliff": "info"'), "plans/main.plan")).toEqual(["info ATN5101"]);
  const falling = `${COMPANY}${PLAN.replace("marginal by attainment", "whole by attainment").replace("pay 12%", "pay  2%")}`;
  expect(codes(falling, "main.plan")).toEqual(["warning ATN5102"]);
});

test("a name that a rule of the project may have, which isn't run here", () => {
  const allowed = `${COMPANY}${PLAN}    allow without-cap "the board, 12 May"\n`;
  const files = (rules: string): string =>
    `//- attain.json\n{ "rules": [${rules}], "lint": { "without-cap": "error" } }\n//- plans/main.plan\n${allowed}`;
  expect(codes(files(""), "plans/main.plan")).toEqual(["warning ATN4406"]);
  expect(codes(files(""), "attain.json")).toEqual(["warning ATN8204"]);
  expect(codes(files('"lint/own.mjs"'), "plans/main.plan")).toEqual([]);
  expect(codes(files('"lint/own.mjs"'), "attain.json")).toEqual([]);
});
