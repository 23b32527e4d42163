// The habits of the repository that no linter knows.
import { expect, test } from "vitest";
import { handWrittenModules, repositoryFiles, type RepositoryFile } from "../support/repository.ts";
import {
  lengthFaults,
  machinePathFaults,
  openingFaults,
  unevenTestFaults,
  unfinishedFaults,
} from "../support/tidy.ts";

const files = repositoryFiles();
const modules = handWrittenModules(files);
const tests = modules.filter((module) => module.path.endsWith(".test.ts"));

test("finds the files that it is to look at", () => {
  expect(files.length).toBeGreaterThan(20);
  expect(modules.length).toBeGreaterThan(8);
  expect(tests.length).toBeGreaterThan(2);
});

test("each module begins with a sentence that says what it is", () => {
  expect(openingFaults(modules)).toEqual([]);
  expect(faultsOf(openingFaults, "export const a = 1;\n")).toHaveLength(1);
  expect(faultsOf(openingFaults, "// money\nexport const a = 1;\n")).toHaveLength(1);
  expect(faultsOf(openingFaults, "/** Exact decimals are here. */\n")).toEqual([]);
});

test("nothing is left to be done", () => {
  expect(unfinishedFaults(modules)).toEqual([]);
  expect(faultsOf(unfinishedFaults, hidden("a();\n// TO|DO: later\n"))).toHaveLength(1);
  expect(faultsOf(unfinishedFaults, hidden("a(); // FIX|ME\n"))).toHaveLength(1);
});

test("every test runs, and none alone", () => {
  expect(unevenTestFaults(tests)).toEqual([]);
  expect(faultsOf(unevenTestFaults, hidden('test.on|ly("pays", f);\n'))).toHaveLength(1);
  expect(faultsOf(unevenTestFaults, hidden("describe.sk|ip.each(rows)\n"))).toHaveLength(1);
  expect(faultsOf(unevenTestFaults, hidden('test("pays", { sk|ip: true }, f);\n'))).toHaveLength(1);
});

test("no file names a path of one machine", () => {
  expect(machinePathFaults(files)).toEqual([]);
  expect(faultsOf(machinePathFaults, hidden('read("/ho|me/ada/plan")\n'))).toHaveLength(1);
  expect(faultsOf(machinePathFaults, hidden("see file:///t|mp/plan\n"))).toHaveLength(1);
  expect(faultsOf(machinePathFaults, "https://example.com/home/plan, ./work/plan\n")).toEqual([]);
});

test("no module is too long to read", () => {
  expect(lengthFaults(modules)).toEqual([]);
  expect(faultsOf(lengthFaults, "a();\n".repeat(401))).toHaveLength(1);
  expect(faultsOf(lengthFaults, "a();\n".repeat(400))).toEqual([]);
});

function faultsOf(
  check: (files: readonly RepositoryFile[]) => readonly string[],
  text: string,
): readonly string[] {
  return check([{ path: "compiler/src/planted.ts", text }]);
}

/** A planted fault, broken by a bar so that this file does not have the fault itself. */
function hidden(text: string): string {
  return text.replaceAll("|", "");
}
