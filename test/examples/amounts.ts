// Amounts as commands print them: decimals, or fractions where the digits don't end; and whether an explanation adds up.
import { decimal, divided, type Fraction, total, ZERO } from "../runtime/fraction.ts";

/** A line of an explanation, as `attain explain --format json` prints it. */
interface ExplainedLine {
  /** Of a component. */
  readonly name?: string;
  readonly text: string;
  readonly amount?: string;
  /** Whether the amounts of its parts make its own. */
  readonly adds?: boolean;
  readonly parts?: readonly ExplainedLine[];
}

export interface Explained {
  readonly payee: string;
  readonly plan: string;
  readonly total: string;
  readonly adds: boolean;
  readonly lines: readonly ExplainedLine[];
}

export function amountOf(text: string): Fraction {
  const [top = "", bottom = "1"] = text.split("/");
  return divided(decimal(top), decimal(bottom));
}

export function sumOf(texts: readonly string[]): Fraction {
  return total(texts.map(amountOf));
}

/** What doesn't add up in an explanation: the payout of its lines, and each line that says that its parts make it. */
export function unexplained({ plan, payee, total: paid, adds, lines }: Explained): string[] {
  const at = `${plan} of ${payee}`;
  const silent = lines.filter((line) => line.amount !== undefined && !isExplained(line));
  return [
    ...(adds ? [] : [`${at} doesn't say that it adds up`]),
    ...difference(`the payout, ${at}`, paid, lines),
    ...lines.flatMap((line) => differences(line, at)),
    ...silent.map(({ text }) => `${text}, ${at}: nothing says how it came about`),
  ];
}

/** A component has what it is made of, or why it is nothing; a step of the payout is its own explanation. */
function isExplained({ name, adds, amount, parts = [] }: ExplainedLine): boolean {
  return name === undefined || adds === true || (parts.length > 0 && !/[1-9]/.test(amount ?? ""));
}

function differences(
  { text, amount = "0", adds, parts = [] }: ExplainedLine,
  at: string,
): string[] {
  const own = adds === true ? difference(`${text}, ${at}`, amount, parts) : [];
  return [...own, ...parts.flatMap((part) => differences(part, at))];
}

function difference(what: string, amount: string, parts: readonly ExplainedLine[]): string[] {
  const sum = total(
    parts.map((part) => (part.amount === undefined ? ZERO : amountOf(part.amount))),
  );
  const expected = amountOf(amount);
  const agrees = sum.top === expected.top && sum.bottom === expected.bottom;
  return agrees ? [] : [`${what}: ${amount} isn't ${sum.top}/${sum.bottom}`];
}
