/** An amount as the command line writes it: `120,000 USD`. */
import { CURRENCIES } from "@attain/runtime";
import { Rational } from "../../evaluate/rational.ts";
import { UsageError } from "../arguments.ts";

export interface Amount {
  readonly amount: Rational;
  readonly currency: string;
}

export function parseAmount(text: string): Amount {
  const found = /^(\d+(?:,\d{3})*(?:\.\d+)?) ([A-Z]{3})$/.exec(text.trim());
  const [, digits = "", currency = ""] = found ?? [];
  if (found === null || !CURRENCIES.has(currency))
    throw new UsageError(`${text} is no amount: write it as "120,000 USD".`);
  return { amount: Rational.parse(digits.replaceAll(",", "")), currency };
}
