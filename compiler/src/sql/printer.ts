/**
 * The integer form as SQL. Exact by construction: nothing but integers is computed, each as wide as its range and those
 * of its operands ask for. What is shared or rounded becomes a column of a step, which later steps read by its name.
 */
import type { RoundingMode } from "@attain/runtime";
import { type Bool, type Int, type Text, valueOf } from "../integer/form.ts";
import { type Node, sharedBy } from "../integer/javascript.ts";
import { fitsInt128, fitsInt64, plus, type Range, times } from "../integer/range.ts";
import type { Dialect, Width } from "./dialect.ts";

/** A column that a step computes. */
export interface Column {
  readonly name: string;
  readonly sql: string;
}

interface Printed {
  readonly sql: string;
  /** How many steps come before it. */
  readonly after: number;
}

interface PrintedInt extends Printed {
  readonly width: Width;
  /** A number alone, which is as wide as what stands beside it. */
  readonly isLiteral?: boolean;
}

type Operation = Exclude<Int, { readonly op: "constant" | "input" | "choose" }>;
type Named = Exclude<Int, { readonly op: "constant" | "input" }> | Compound;
type Compound = Exclude<Bool, { readonly op: "yes or no" | "flag" }>;

/** Throws `tooWide` where more than 127 bits are needed. */
export class SqlPrinter {
  /** What each step computes; a step reads the columns of those before it. */
  readonly steps: Column[][] = [];
  readonly #dialect: Dialect;
  readonly #shared: ReadonlySet<Node>;
  readonly #tooWide: () => Error;
  readonly #known = new Map<Node, PrintedInt>();
  #names = 0;

  /** `roots`: all that will be printed, so that what they share is computed once. */
  constructor(dialect: Dialect, roots: readonly Node[], tooWide: () => Error) {
    this.#dialect = dialect;
    this.#shared = sharedBy(roots);
    this.#tooWide = tooWide;
  }

  /** An integer as a column of its own has it. */
  int(node: Int): string {
    const { sql, width, isLiteral } = this.#int(node);
    return isLiteral === true ? this.#dialect.cast(sql, width) : sql;
  }

  bool(node: Bool): string {
    return this.#bool(node).sql;
  }

  text(node: Text): string {
    return this.#text(node).sql;
  }

  #int(node: Int): PrintedInt {
    const value = valueOf(node);
    if (node.op === "constant" || value !== undefined) return this.#literal(node.range);
    const { op, range } = node;
    if (op === "input")
      return { sql: this.#dialect.identifier(node.name), width: this.#width(range), after: 0 };
    return this.#once(node, () => this.#compute(node));
  }

  #literal({ lo }: Range): PrintedInt {
    const width = this.#width({ lo, hi: lo });
    return { sql: lo < 0n ? `(${lo})` : String(lo), width, after: 0, isLiteral: true };
  }

  #width(range: Range): Width {
    if (fitsInt64(range)) return "int64";
    if (fitsInt128(range)) return "int128";
    throw this.#tooWide();
  }

  #compute(node: Exclude<Int, { readonly op: "constant" | "input" }>): PrintedInt {
    const width = this.#width(node.range);
    if (node.op === "choose") {
      const condition = this.#bool(node.condition);
      const [yes, no] = [this.#int(node.yes), this.#int(node.no)];
      const sql = `CASE WHEN ${condition.sql} THEN ${this.#alone(yes, width)} ELSE ${this.#alone(no, width)} END`;
      return { sql, width, after: latest(condition, yes, no) };
    }
    const [left, right] = operands(node).map((operand) => this.#int(operand));
    if (left === undefined || right === undefined) throw new Error("Attain lost an operand.");
    const wide = [width, left.width, right.width, this.#width(reach(node))];
    const own = wide.includes("int128") ? "int128" : "int64";
    const computed = this.#operation(node, left, right, own);
    return own === width
      ? { ...computed, width }
      : { ...computed, sql: this.#dialect.cast(computed.sql, width), width };
  }

  #operation(node: Operation, left: PrintedInt, right: PrintedInt, width: Width): Printed {
    const after = latest(left, right);
    switch (node.op) {
      case "add":
      case "subtract":
      case "multiply":
        return {
          sql: `(${this.#beside(left, width)} ${SIGNS[node.op]} ${this.#beside(right, width)})`,
          after,
        };
      case "least":
      case "greatest": {
        const sql = `${node.op.toUpperCase()}(${this.#alone(left, width)}, ${this.#alone(right, width)})`;
        return { sql, after };
      }
      case "quotient":
        return this.#quotient(node.mode, left, right, width);
    }
  }

  /** `of = whole × by + rest`, where the rest has the sign of `of`; the mode says which whole is meant. */
  #quotient(mode: RoundingMode, left: PrintedInt, right: PrintedInt, width: Width): Printed {
    const of = this.#column({ ...left, sql: this.#alone(left, width) });
    const by = right.isLiteral === true ? right : { ...right, ...this.#column(right) };
    const divisor = this.#beside(by, width);
    const after = latest(of, by);
    const rest = this.#column({ sql: this.#dialect.remainder(of.sql, divisor), after });
    const whole = this.#column({
      sql: this.#dialect.exactQuotient(`(${of.sql} - ${rest.sql})`, divisor),
      after: rest.after,
    });
    const away = AWAY[mode](rest.sql, whole.sql, divisor, this.#dialect);
    const sql = away === undefined ? whole.sql : `(${whole.sql} + ${away})`;
    return { sql, after: whole.after };
  }

  #bool(node: Bool): Printed {
    if (node.op === "yes or no") return { sql: node.value ? "TRUE" : "FALSE", after: 0 };
    if (node.op === "flag") return { sql: this.#dialect.identifier(node.name), after: 0 };
    return this.#once(node, () => ({ ...this.#test(node), width: "int64" }));
  }

  #test(node: Compound): Printed {
    switch (node.op) {
      case "and":
      case "or": {
        const [left, right] = [this.#bool(node.left), this.#bool(node.right)];
        const sql = `(${left.sql} ${node.op.toUpperCase()} ${right.sql})`;
        return { sql, after: latest(left, right) };
      }
      case "not": {
        const of = this.#bool(node.of);
        return { sql: `(NOT ${of.sql})`, after: of.after };
      }
      case "same": {
        const [left, right] = [this.#text(node.left), this.#text(node.right)];
        return { sql: `(${left.sql} = ${right.sql})`, after: latest(left, right) };
      }
      case "compare": {
        const [left, right] = [this.#int(node.left), this.#int(node.right)];
        const width = left.width === "int128" || right.width === "int128" ? "int128" : "int64";
        const by = node.by === "≠" ? "<>" : node.by;
        const sql = `(${this.#beside(left, width)} ${by} ${this.#beside(right, width)})`;
        return { sql, after: latest(left, right) };
      }
    }
  }

  #text(node: Text): Printed {
    switch (node.op) {
      case "text":
        return { sql: this.#dialect.text(node.value), after: 0 };
      case "text input":
        return { sql: this.#dialect.identifier(node.name), after: 0 };
      case "choose text": {
        const condition = this.#bool(node.condition);
        const [yes, no] = [this.#text(node.yes), this.#text(node.no)];
        const sql = `CASE WHEN ${condition.sql} THEN ${yes.sql} ELSE ${no.sql} END`;
        return { sql, after: latest(condition, yes, no) };
      }
    }
  }

  #once(node: Named, print: () => PrintedInt): PrintedInt {
    const before = this.#known.get(node);
    if (before !== undefined) return before;
    const printed = print();
    if (!this.#shared.has(node)) return printed;
    const column = { ...printed, ...this.#column(printed) };
    this.#known.set(node, column);
    return column;
  }

  /** Computed in a step of its own, unless it is a column already. */
  #column({ sql, after }: Printed): Printed {
    if (/^"[^"]*"$/.test(sql)) return { sql, after };
    this.#names += 1;
    const name = `value ${this.#names}`;
    (this.steps[after] ??= []).push({ name, sql });
    return { sql: this.#dialect.identifier(name), after: after + 1 };
  }

  /** Where another operand says how wide it is; literals follow it. */
  #beside({ sql, width, isLiteral }: PrintedInt, wanted: Width): string {
    return width === wanted || isLiteral === true ? sql : this.#dialect.cast(sql, wanted);
  }

  #alone(printed: PrintedInt, wanted: Width): string {
    const { sql, width, isLiteral } = printed;
    return width === wanted && isLiteral !== true ? sql : this.#dialect.cast(sql, wanted);
  }
}

const SIGNS = { add: "+", subtract: "-", multiply: "*" } as const;

function operands(node: Operation): readonly [Int, Int] {
  return node.op === "quotient" ? [node.of, node.by] : [node.left, node.right];
}

/** The range of all that comes up on the way to a result. */
function reach(node: Operation): Range {
  return node.op === "quotient"
    ? plus(node.of.range, times(node.by.range, { lo: -2n, hi: 2n }))
    : node.range;
}

function latest(...parts: readonly Printed[]): number {
  return Math.max(...parts.map(({ after }) => after));
}

type Away = (rest: string, whole: string, by: string, dialect: Dialect) => string | undefined;

/** What is added to the quotient that is cut off: 1 or −1 where the mode rounds away from zero. */
const AWAY: Readonly<Record<RoundingMode, Away>> = {
  down: () => undefined,
  up: (rest) => stepped(`${rest} > 0`, `${rest} < 0`),
  ceiling: (rest) => stepped(`${rest} > 0`),
  floor: (rest) => stepped(undefined, `${rest} < 0`),
  "half up": (rest, _, by) => stepped(`2 * ${rest} >= ${by}`, `-2 * ${rest} >= ${by}`),
  "half down": (rest, _, by) => stepped(`2 * ${rest} > ${by}`, `-2 * ${rest} > ${by}`),
  "half even": (rest, whole, by, { remainder }) => {
    const isOdd = `${remainder(whole, "2")} <> 0`;
    return stepped(
      `2 * ${rest} > ${by} OR (2 * ${rest} = ${by} AND ${isOdd})`,
      `-2 * ${rest} > ${by} OR (-2 * ${rest} = ${by} AND ${isOdd})`,
    );
  },
};

function stepped(up: string | undefined, down?: string): string {
  const cases = [
    ...(up === undefined ? [] : [`WHEN ${up} THEN 1`]),
    ...(down === undefined ? [] : [`WHEN ${down} THEN -1`]),
  ];
  return `CASE ${cases.join(" ")} ELSE 0 END`;
}
