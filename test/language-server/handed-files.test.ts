// Files that an editor hands over: which plans are a project's own.
import { expect, test } from "vitest";
import { emptyConfig } from "../../compiler/src/workspace/config.ts";
import { HandedFiles } from "../../language-server/src/web/handed-files.ts";

test("the plans of a project inside another are left to it", () => {
  const disk = new HandedFiles();
  const paths = ["attain.json", "a.plan", "out/a.plan", "eu/attain.json", "eu/b.plan"];
  disk.hand({ files: paths.map((path) => ({ uri: `memfs:/sales/${path}`, text: "" })) });
  const config = { ...emptyConfig(), plans: ["**/*.plan"], output: "out" };
  expect(disk.plans("memfs:/sales", config)).toEqual(["a.plan"]);
  expect(disk.plans("memfs:/sales/eu", config)).toEqual(["b.plan"]);
});
