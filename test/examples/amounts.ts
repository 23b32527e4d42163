// Amounts as commands print them: decimals, or fractions where the digits don't end; and whether an explanation adds up.
import { decimal, divided, type Fraction, total, ZERO } from "../runtime/fraction.ts";

/** A line of an explanation, as `attain explain --format json` prints it. */
interface ExplainedLine {
  readonly text: string;
  readonly amount?: string;
  /** The row of data that the line is about. */
  readonly row?: object;
  readonly parts?: readonly ExplainedLine[];
}

export interface Explained {
  readonly payee: string;
  readonly plan: string;
  readonly total: string;
  readonly lines: readonly ExplainedLine[];
}

export function amountOf(text: string): Fraction {
  const [top = "", bottom = "1"] = text.split("/");
  return divided(decimal(top), decimal(bottom));
}

export function sumOf(texts: readonly string[]): Fraction {
  return total(texts.map(amountOf));
}

/** What doesn't add up in an explanation: the payout of its lines, a component of its steps, a deal of its own. */
export function unexplained({ plan, payee, total: paid, lines }: Explained): string[] {
  const at = `${plan} of ${payee}`;
  const inside = lines.flatMap(({ parts = [] }) => parts.filter(({ row }) => row !== undefined));
  return [
    ...difference(`the payout, ${at}`, paid, lines),
    ...[...lines, ...inside].flatMap(({ text, amount = "0", parts = [] }) =>
      parts.length === 0 ? [] : difference(`${text}, ${at}`, amount, parts),
    ),
  ];
}

function difference(what: string, amount: string, parts: readonly ExplainedLine[]): string[] {
  const sum = total(
    parts.map((part) => (part.amount === undefined ? ZERO : amountOf(part.amount))),
  );
  const expected = amountOf(amount);
  const agrees = sum.top === expected.top && sum.bottom === expected.bottom;
  return agrees ? [] : [`${what}: ${amount} isn't ${sum.top}/${sum.bottom}`];
}
