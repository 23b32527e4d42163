/** `attain build`: plans as TypeScript, JavaScript and declarations that import nothing but the runtime. */
import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { counted } from "../../base/text.ts";
import { type Command, FORMAT, formatOf } from "../command.ts";
import { hasErrors, refuse } from "../diagnostics.ts";
import { INTERNAL, OK } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { codeOf, plansOf } from "../programs.ts";
import { checkAll, openSession } from "../session.ts";

export const buildCommand: Command = {
  name: "build",
  summary: "Writes plans as TypeScript, JavaScript and declarations.",
  operands: "[FILE …]",
  options: [
    { name: "out", short: "o", value: "DIR", help: "Where the modules go; `build` unless told." },
    FORMAT,
  ],
  examples: [
    ["attain build", "Writes a module for each plan of the project to build/."],
    ["attain build plans/ae.plan --out src/plans", "One plan, to a folder of your own."],
  ],
  run: async (io, args) => {
    const session = await openSession(io, args.operands);
    const { checked, diagnostics } = checkAll(session);
    const format = formatOf(args);
    if (hasErrors(diagnostics)) return refuse(io, format, diagnostics, "Nothing was written");
    const folder = join(session.root, args.value("out") ?? "build");
    mkdirSync(folder, { recursive: true });
    const files: string[] = [];
    for (const planned of plansOf(checked)) {
      const path = join(folder, `${planned.plan.name}.ts`);
      const text = await formatted(codeOf(session, planned));
      writeFileSync(path, text);
      writeFileSync(path.replace(/\.ts$/, ".js"), await javascript(text));
      files.push(path);
    }
    const wrong = await declarations(folder, files);
    if (wrong !== undefined) {
      io.err(
        `Attain itself is at fault: the code that it wrote doesn't compile. Please report this.\n${wrong}\n`,
      );
      return INTERNAL;
    }
    report(io, format, files);
    return OK;
  },
};

function report(io: Io, format: "pretty" | "json", files: readonly string[]): void {
  const names = files
    .flatMap((path) => [path, path.replace(/\.ts$/, ".js"), path.replace(/\.ts$/, ".d.ts")])
    .map((path) => relative(io.cwd, path));
  if (format === "json") io.out(`${JSON.stringify({ files: names }, null, 2)}\n`);
  else
    io.out(
      `${names.map((name) => `  ${name}`).join("\n")}\n${counted(files.length, "plan")} built\n`,
    );
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
