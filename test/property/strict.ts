// What tsc says of emitted code under its strictest flags.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "../..");
const tsc = join(root, "node_modules/typescript/bin/tsc");

const STRICTEST = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  allowUnreachableCode: false,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  declaration: true,
  erasableSyntaxOnly: true,
};

/** Compiles modules together, and nothing if nothing is wrong with them. */
export async function complaints(codes: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "attain-strict-"));
  try {
    for (const [i, code] of codes.entries()) writeFileSync(join(folder, `plan${i}.ts`), code);
    const compilerOptions = {
      ...STRICTEST,
      target: "ES2022",
      lib: ["ES2023"],
      types: [],
      module: "ESNext",
      moduleResolution: "Bundler",
      customConditions: ["source"],
      allowImportingTsExtensions: true,
      noEmit: true,
      paths: { "@attain/runtime": [join(root, "runtime/src/index.ts")] },
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions }));
    await promisify(execFile)(process.execPath, [tsc, "-p", folder]);
    return "";
  } catch (error) {
    return String((error as { readonly stdout?: string }).stdout ?? error);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
