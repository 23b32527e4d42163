// The project around a folder: where attain.json is found, and which plan files its patterns give.
import { join } from "node:path";
import { expect, test } from "vitest";
import { nodeHost } from "../../compiler/src/host/node-host.ts";
import { findProject } from "../../compiler/src/host/project.ts";
import { folderOf } from "./loading.ts";

test("finds attain.json upward, and the plan files in order with forward slashes", async () => {
  const root = folderOf({
    "attain.json": '{ "plans": ["plans/**/*.plan", "more/b.plan"] }',
    "plans/z.plan": "",
    "plans/deep/er/a.plan": "",
    "plans/notes.txt": "",
    "plans/node_modules/x/y.plan": "",
    "more/a.plan": "",
    "more/b.plan": "",
    "other.plan": "",
  });
  const project = await findProject(join(root, "plans", "deep"));
  expect(project).toMatchObject({
    root,
    plans: ["more/b.plan", "plans/deep/er/a.plan", "plans/z.plan"],
    problems: [],
  });
});

test("takes the nearest attain.json, and none for a file of another kind", async () => {
  const root = folderOf({
    "attain.json": "{}",
    "inner/attain.json": '{ "plans": ["*.plan"] }',
    "inner/a.plan": "",
  });
  expect((await findProject(join(root, "inner")))?.root).toBe(join(root, "inner"));
  expect(await findProject(join(folderOf({ "attain.yaml": "" })))).toBeUndefined();
});

test("looks in no folder that runs write to", async () => {
  const root = folderOf({
    "attain.json": '{ "plans": ["**/*.plan"], "output": "paid" }',
    "a.plan": "",
    "paid/2026/a.plan": "",
  });
  expect((await findProject(root))?.plans).toEqual(["a.plan"]);
});

test("leaves the plans of a project inside it to that one", async () => {
  const root = folderOf({
    "attain.json": '{ "plans": ["**/*.plan"] }',
    "a.plan": "",
    "teams/b.plan": "",
    "teams/eu/attain.json": "{}",
    "teams/eu/plans/c.plan": "",
    "teams/eu-old/d.plan": "",
  });
  const own = ["a.plan", "teams/b.plan", "teams/eu-old/d.plan"];
  expect((await findProject(root))?.plans).toEqual(own);
  expect((await findProject(join(root, "teams/eu")))?.plans).toEqual(["plans/c.plan"]);
});

test("says that no file matches, where the patterns stand", async () => {
  const text = '{ "plans": ["plan/*.plan", "*.txt"] }';
  const project = await findProject(folderOf({ "attain.json": text }));
  const [problem] = project?.problems ?? [];
  expect(problem).toMatchObject({
    code: "ATN8205",
    message: "No file matches `plan/*.plan` or `*.txt`.",
    help: 'Say under "plans" in attain.json where they are.',
    at: { file: { path: "attain.json", text }, span: { start: 2, end: 9 } },
  });
});

test("gives what is wrong with attain.json, with the plans it can find", async () => {
  const root = folderOf({ "attain.json": '{ "lint": 1 }', "plans/a.plan": "" });
  const project = await findProject(root);
  expect(project?.problems.map(({ code }) => code)).toEqual(["ATN8103"]);
  expect(project?.plans).toEqual(["plans/a.plan"]);
});

test("reads files of the folder, and takes what can't be read for no file", () => {
  const host = nodeHost(folderOf({ "plans/a.plan": "unit seat\n" }));
  expect(host.read("plans/a.plan")).toBe("unit seat\n");
  expect(host.read("plans/b.plan")).toBeUndefined();
  expect(host.read("plans")).toBeUndefined();
});
