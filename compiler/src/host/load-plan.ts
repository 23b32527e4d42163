/** Emitted TypeScript, loaded into this process: types stripped by esbuild, the runtime handed in. */
import * as runtime from "@attain/runtime";
import type { CompiledModule } from "../emit/compiled.ts";

/** Loads the module of a plan. The text is the compiler's own; nothing else is ever run, but tests hand in a runtime. */
export async function loadPlan(
  text: string,
  library: Readonly<Record<string, unknown>> = runtime,
): Promise<CompiledModule> {
  const { transform } = await import("esbuild");
  const { code } = await transform(text, { loader: "ts", format: "cjs", target: "node20" });
  const exports: Record<string, unknown> = {};
  // oxlint-disable-next-line typescript/no-implied-eval -- it is what this file is for
  const evaluate = new Function("require", "exports", "module", code) as (
    require: (name: string) => unknown,
    exports: unknown,
    module: unknown,
  ) => void;
  const module = { exports };
  evaluate(() => library, exports, module);
  const { readData, ...classes } = module.exports;
  const [plan] = Object.values(classes);
  return { readData, plan } as CompiledModule;
}
