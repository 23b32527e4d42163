/** Kernels as JavaScript: a loop over payees, written afresh for the data that it is to run on. */
import { known } from "../base/assert.ts";
import type { Dictionary } from "../columnar/columns.ts";
import type { Bool, Int } from "../integer/form.ts";
import { javascriptLibrary, JavaScriptPrinter, type Printed } from "../integer/javascript.ts";
import type { Num } from "../integer/number.ts";
import type { Input } from "./gathered.ts";

/** What is computed for each payee. */
export type Output =
  | { readonly kind: "number"; readonly value: Num }
  | { readonly kind: "flag"; readonly value: Bool };

/** Numbers by payee: `digits / (divisor × 10^scale)`. */
export interface Amounts {
  readonly digits: Float64Array | bigint[];
  readonly divisor?: Float64Array | bigint[];
  readonly scale: number;
}

export type Column = Amounts | Uint8Array;

type Integers = Float64Array | bigint[];

/** Longer functions are cut in two: beyond some length, engines no longer make machine code of a function. */
const LONG = 24_000;

/** Outputs of all payees, column by column. */
export function compute(
  outputs: readonly Output[],
  inputs: ReadonlyMap<string, Input>,
  dictionary: Dictionary,
  payees: number,
): readonly Column[] {
  const kernel = new Kernel(outputs, inputs, dictionary, payees);
  if (kernel.code.length <= LONG || outputs.length === 1) return kernel.run();
  const middle = Math.ceil(outputs.length / 2);
  return [outputs.slice(0, middle), outputs.slice(middle)].flatMap((part) =>
    compute(part, inputs, dictionary, payees),
  );
}

class Kernel {
  /** The body of the function. */
  readonly code: string;
  readonly #columns: Column[] = [];
  /** What the function is given, and the names by which its text knows it. */
  readonly #given = new Map<unknown, string>([[javascriptLibrary, "lib"]]);
  readonly #reads = new Map<string, string>();
  readonly #inputs: ReadonlyMap<string, Input>;
  readonly #payees: number;

  constructor(
    outputs: readonly Output[],
    inputs: ReadonlyMap<string, Input>,
    dictionary: Dictionary,
    payees: number,
  ) {
    this.#inputs = inputs;
    this.#payees = payees;
    const printer = new JavaScriptPrinter(
      outputs.flatMap((output) => rootsOf(output)),
      {
        int: (name) => this.#read(name),
        flag: (name) => this.#read(name).text,
        text: (name) => this.#read(name).text,
        code: (text) => dictionary.find(text),
      },
    );
    const writes = outputs.map((output) => this.#write(printer, output));
    const reads = [...this.#reads].map(([name, text]) => `const ${name} = ${text};`);
    const body = [...reads, ...printer.statements, ...writes].map((line) => `  ${line}\n`).join("");
    this.code = `for (let p = 0; p < ${payees}; p += 1) {\n${body}}\n`;
  }

  run(): readonly Column[] {
    // oxlint-disable-next-line typescript/no-implied-eval -- the text is printed from the integer form
    const run = new Function(...this.#given.values(), this.code) as (...given: unknown[]) => void;
    run(...this.#given.keys());
    return this.#columns;
  }

  #read(name: string): Printed {
    const { values, step, first } = known(this.#inputs.get(name), `the input ${name}`);
    const column = this.#hold(values);
    const place = step === 1 ? "p" : step === 0 ? `${first}` : `p * ${step} + ${first}`;
    const local = `${column}_${first}`;
    this.#reads.set(local, `${column}[${place}]`);
    return { text: local, isBig: Array.isArray(values) };
  }

  /** The name under which the function is given something. */
  #hold(value: unknown): string {
    const name = this.#given.get(value) ?? `c${this.#given.size}`;
    this.#given.set(value, name);
    return name;
  }

  #write(printer: JavaScriptPrinter, { kind, value }: Output): string {
    if (kind === "flag") {
      const flags = new Uint8Array(this.#payees);
      this.#columns.push(flags);
      return `${this.#hold(flags)}[p] = ${printer.bool(value)} ? 1 : 0;`;
    }
    const { digits, scale, divisor } = value;
    const [number, numberTo] = this.#integers(printer.int(digits));
    const [by, byTo] = divisor === undefined ? [] : this.#integers(printer.int(divisor));
    this.#columns.push({ digits: number, scale, ...(by === undefined ? {} : { divisor: by }) });
    return [numberTo, byTo ?? ""].join(" ");
  }

  #integers({ text, isBig }: Printed): readonly [Integers, string] {
    const values = isBig
      ? Array.from({ length: this.#payees }, () => 0n)
      : new Float64Array(this.#payees);
    return [values, `${this.#hold(values)}[p] = ${text};`];
  }
}

function rootsOf(output: Output): readonly (Bool | Int)[] {
  if (output.kind === "flag") return [output.value];
  const { digits, divisor } = output.value;
  return divisor === undefined ? [digits] : [digits, divisor];
}
