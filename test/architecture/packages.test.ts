// The manifests of the packages and the lock file.
import { expect, test } from "vitest";
import { lockFaults, manifestFaults } from "../support/packages.ts";
import { repositoryFiles } from "../support/repository.ts";

const files = repositoryFiles();

test("all packages have one version and pin what they need", () => {
  const manifests = files.filter((file) => /^(?:[\w-]+\/)?package\.json$/.test(file.path));
  expect(manifests.length).toBeGreaterThan(2);
  expect(manifestFaults(manifests)).toEqual([]);
});

test.each(["package-lock.json", "bench/package-lock.json"])(
  "%s serves every platform from the public registry",
  (path) => {
    const lock = files.find((file) => file.path === path)?.text ?? "";
    expect(lock.length).toBeGreaterThan(10_000);
    expect(lockFaults(lock)).toEqual([]);
  },
);

test("what tests have built beside a package isn't published with it", () => {
  const manifest = files.find(({ path }) => path === "language-server/package.json");
  const { files: published } = JSON.parse(manifest?.text ?? "{}") as { files: string[] };
  expect(published).toContain("!dist/*under-test*");
});

test("refuses a version that differs or floats", () => {
  const manifests = [
    { path: "package.json", text: `{ "version": "1.0.0", "devDependencies": { "a": "^1.0.0" } }` },
    {
      path: "b/package.json",
      text: `{ "version": "1.0.1", "dependencies": { "@attain/c": "0.9.0" } }`,
    },
  ];
  expect(manifestFaults(manifests)).toHaveLength(3);
});

test("refuses a private registry and a platform that is not locked", () => {
  const packages = {
    "node_modules/a": { resolved: "https://registry.example.com/a.tgz" },
    "node_modules/b": { optionalDependencies: { "b-darwin": "1.0.0" } },
  };
  expect(lockFaults(JSON.stringify({ packages }))).toHaveLength(2);
});
