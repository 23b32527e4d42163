/** `attain build`: plans as TypeScript, JavaScript and declarations that import nothing but the runtime. */
import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { counted } from "../../base/text.ts";
import { duckdb } from "../../sql/duckdb.ts";
import { UsageError } from "../arguments.ts";
import { codeReport } from "../code-report.ts";
import type { Command } from "../command.ts";
import { refuseErrors } from "../diagnostics.ts";
import { OK } from "../exit-codes.ts";
import { shownPath } from "../places.ts";
import { codeOf, type Planned, plansOf } from "../programs.ts";
import { checkAll, openSession, type Session } from "../session.ts";
import { writeSql } from "../sql-target.ts";

export const buildCommand: Command = {
  name: "build",
  summary: "Writes plans as TypeScript, JavaScript and declarations.",
  operands: "[FILE or FOLDER …]",
  options: [
    { name: "out", short: "o", value: "DIR", help: "Where the modules go; `build` unless told." },
    {
      name: "target",
      value: "duckdb",
      help: "Writes what each plan adds up of rows as SQL instead.",
    },
    { name: "explain-code", help: "Writes nothing, and says how each clause runs, and why." },
  ],
  examples: [
    ["attain build", "Writes a module for each plan of the project to build/."],
    [
      "attain build plans/account-executive.plan --out src/plans",
      "The plans of one file, to a folder of your own.",
    ],
    ["attain build --target duckdb", "Writes a query for each plan to build/."],
    ["attain build --explain-code", "Which clauses run in doubles, and which in big integers."],
  ],
  run: async (io, args) => {
    const target = args.value("target");
    if (target !== undefined && target !== duckdb.name)
      throw new UsageError(`There is no target ${target}: write ${duckdb.name}.`);
    const session = await openSession(io, args.operands);
    const { places } = session;
    const { checked, diagnostics } = checkAll(session);
    refuseErrors(diagnostics, places, "Nothing was written");
    if (args.flag("explain-code")) return codeReport(io, session, plansOf(checked));
    const out = args.value("out");
    const folder = out === undefined ? join(session.root, "build") : resolve(io.cwd, out);
    if (target !== undefined) return writeSql(io, folder, session, plansOf(checked));
    const paths = await writeModules(folder, session, plansOf(checked));
    const files = paths
      .flatMap((path) => [path, withEnding(path, ".js"), withEnding(path, ".d.ts")])
      .map((path) => shownPath(io, path));
    return {
      exit: OK,
      found: { places, diagnostics },
      result: () => ({ files }),
      print: (to) => {
        to.out(files.map((name) => `  ${name}\n`).join(""));
        to.out(`${counted(paths.length, "plan")} built\n`);
      },
    };
  },
};

/** Writes a module for each plan; the paths of those in TypeScript. */
async function writeModules(
  folder: string,
  session: Session,
  plans: readonly Planned[],
): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const paths: string[] = [];
  for (const planned of plans) {
    const path = join(folder, `${planned.plan.name}.ts`);
    const text = await formatted(codeOf(session, planned));
    writeFileSync(path, text);
    writeFileSync(withEnding(path, ".js"), await javascript(text));
    paths.push(path);
  }
  const wrong = await declarations(folder, paths);
  if (wrong === undefined) return paths;
  throw new Error(`the code that it wrote doesn't compile.\n${wrong}`);
}

function withEnding(path: string, ending: string): string {
  return path.replace(/\.ts$/, ending);
}

async function formatted(text: string): Promise<string> {
  const prettier = await import("prettier");
  return prettier.format(text, { parser: "typescript", printWidth: 100 });
}

async function javascript(text: string): Promise<string> {
  const { transform } = await import("esbuild");
  const { code } = await transform(text, { loader: "ts", format: "esm", target: "es2022" });
  return code;
}

/** Writes declarations with tsc, under its strictest flags; what it complains of, if anything. */
async function declarations(folder: string, files: readonly string[]): Promise<string | undefined> {
  const require = createRequire(import.meta.url);
  const runtime = dirname(require.resolve("@attain/runtime/package.json"));
  const config = join(folder, "tsconfig.attain.json");
  writeFileSync(
    config,
    JSON.stringify({
      compilerOptions: {
        ...STRICT,
        paths: { "@attain/runtime": [join(runtime, "dist/index.d.ts")] },
      },
      files,
    }),
  );
  const tsc = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
  try {
    await promisify(execFile)(process.execPath, [tsc, "-p", config]);
    return undefined;
  } catch (error) {
    return error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
  } finally {
    rmSync(config);
  }
}

const STRICT = {
  target: "ES2022",
  lib: ["ES2023"],
  types: [],
  module: "ESNext",
  moduleResolution: "Bundler",
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  erasableSyntaxOnly: true,
  declaration: true,
  emitDeclarationOnly: true,
};
