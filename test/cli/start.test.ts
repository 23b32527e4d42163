// How the command line starts: what it loads for a check, and what is kept of it for the next start.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build, type Metafile } from "esbuild";
import { expect, test } from "vitest";
import { common, root } from "../../scripts/bundles.mjs";
import { commandLine } from "../../scripts/command-line.mjs";
import { emptyFolder, project, settings } from "../support/command-line.ts";

type Part = Metafile["outputs"][string];

/** What is loaded for modules that are reached from an entry, before anything that these load when it is asked for. */
async function loadedFor(entry: string, ...modules: string[]): Promise<Loaded> {
  const { metafile } = await build({
    ...common,
    entryPoints: [entry],
    outdir: "out",
    write: false,
    metafile: true,
    splitting: true,
    minify: true,
    platform: "node",
    external: ["@duckdb/node-api", "esbuild", "prettier", "typescript"],
  });
  const parts = Object.entries(metafile.outputs);
  const loaded = new Set(
    [entry, ...modules].map(
      (module) => parts.find(([, { entryPoint }]) => entryPoint === module)?.[0] ?? "",
    ),
  );
  for (const path of loaded)
    for (const { path: next, external } of staticImports(metafile.outputs[path]))
      if (external !== true) loaded.add(next);
  const own = parts.flatMap(([path, part]) => (loaded.has(path) ? part : []));
  const files = own.flatMap(({ inputs }) => Object.keys(inputs));
  const outside = own.flatMap(staticImports).filter(({ external }) => external === true);
  return {
    libraries: sorted(
      files.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []),
    ),
    outside: sorted(outside.map(({ path }) => path.replace("node:", ""))),
    size: own.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

interface Loaded {
  /** The packages that are bundled. */
  readonly libraries: readonly string[];
  /** What isn't: modules of Node, and packages. */
  readonly outside: readonly string[];
  /** In characters, shrunk. A hundred thousand are five milliseconds of a first start. */
  readonly size: number;
}

function staticImports(part: Part | undefined): Part["imports"] {
  return (part?.imports ?? []).filter(({ kind }) => kind === "import-statement");
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

const CHECKING = [
  "@chevrotain/gast",
  "@chevrotain/regexp-to-ast",
  "@chevrotain/utils",
  "chevrotain",
  "decimal.js",
  "lodash-es",
];

test("a check loads no more than it needs", async () => {
  const { libraries, outside, size } = await loadedFor(
    "compiler/src/cli/main.ts",
    "compiler/src/cli/commands/check.ts",
  );
  const disk = ["fdir", "jsonc-parser", "picomatch", "tinyglobby"];
  expect(libraries).toEqual(sorted([...CHECKING, ...disk]));
  expect(outside).toEqual(["fs", "module", "path", "url", "util"]);
  expect(size).toBeGreaterThan(400_000);
  expect(size).toBeLessThan(850_000);
});

test("nor do the runtime and the compiler, as libraries", async () => {
  const runtime = await loadedFor("runtime/src/index.ts");
  expect([runtime.libraries, runtime.outside]).toEqual([["decimal.js"], []]);
  expect(runtime.size).toBeLessThan(80_000);
  const compiler = await loadedFor("compiler/src/workspace/workspace.ts");
  expect(compiler.libraries).toEqual(CHECKING);
  expect(compiler.outside).toEqual([]);
  expect(compiler.size).toBeLessThan(800_000);
});

/** The program as it is shipped, in a folder of its own. */
async function shipped(): Promise<Shipped> {
  const folder = emptyFolder();
  const compiled = join(folder, "dist/compiled");
  cpSync(join(root, "compiler/bin"), join(folder, "bin"), { recursive: true });
  await commandLine(join(folder, "dist"));
  return {
    compiled,
    kept: () =>
      existsSync(compiled) ? readdirSync(compiled).map((name) => join(compiled, name)) : [],
    run: (cwd, words, env = {}) => {
      const program = [join(folder, "bin/attain.js"), ...words];
      const options = { cwd, env: { ...process.env, ...env }, encoding: "utf8" } as const;
      const { status, stdout, stderr } = spawnSync(process.execPath, program, options);
      return [status, stdout + stderr];
    },
  };
}

interface Shipped {
  readonly compiled: string;
  /** The files that are kept for the next start. */
  readonly kept: () => string[];
  /** The exit code, and all that is said. */
  readonly run: (
    cwd: string,
    words: readonly string[],
    env?: NodeJS.ProcessEnv,
  ) => [code: number | null, said: string];
}

/** A rule of the project's own, which is a module of its own too. */
const RULE = `export default {
  name: "seen",
  check({ plan, report }) { report({ at: plan.components[0].earns, message: "It was seen." }); },
};
`;

test("what was compiled for a command is kept, and the next start says the same", async () => {
  const { kept, run } = await shipped();
  const folder = project({
    "lint/own.mjs": RULE,
    "attain.json": settings({ rules: ["lint/own.mjs"] }),
  });
  const first = run(folder, ["check"]);
  expect(first[0]).toBe(0);
  expect(first[1]).toContain("It was seen.");
  const [file = "", ...others] = kept();
  expect([basename(file).startsWith("check-"), others]).toEqual([true, []]);
  const written = statSync(file).mtimeMs;
  expect(run(folder, ["check"])).toEqual(first);
  expect(statSync(file).mtimeMs).toBe(written);
});

test("nothing is kept of what came to nothing, nor where that isn't wanted", async () => {
  const { kept, run } = await shipped();
  const folder = project();
  expect(run(folder, ["chek"])[0]).toBe(2);
  expect(run(folder, ["check", "nowhere"])[0]).toBe(2);
  expect(run(folder, ["check", "--help"])[0]).toBe(0);
  expect(run(folder, ["../check"])[0]).toBe(2);
  expect(run(folder, ["check"], { NODE_DISABLE_COMPILE_CACHE: "1" })[0]).toBe(0);
  expect(kept()).toEqual([]);
});

test("what V8 can't have written is made anew", async () => {
  const { kept, run } = await shipped();
  const folder = project();
  const first = run(folder, ["check"]);
  const [file = ""] = kept();
  writeFileSync(file, "nothing of V8's");
  expect(run(folder, ["check"])).toEqual(first);
  expect(statSync(file).size).toBeGreaterThan(100_000);
});

test("where nothing can be kept, it starts all the same", async () => {
  const { compiled, run } = await shipped();
  writeFileSync(compiled, "in its place");
  expect(run(project(), ["check"])[0]).toBe(0);
  expect(statSync(compiled).isFile()).toBe(true);
});
