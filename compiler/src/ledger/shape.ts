/** Whether what a line says is an entry at all: a hash proves that nobody changed it, not that it was ever one. */
import type { Body } from "./entry.ts";

const CLOSED = ["plan", "period", "start", "end"];
const AMOUNT = ["plan", "period", "payee", "name", "component", "amount", "currency"];
const CLOSE = ["period", "asOf", "compiler", "runtime", "config"];
const NUMBER = /^-?\d+(?:\.\d+)?(?:\/[1-9]\d*)?$/;

export function isBody(value: unknown): value is Body {
  if (!isRecord(value)) return false;
  switch (value["kind"]) {
    case "close":
      return isClose(value);
    case "pay":
      return isAmount(value);
    case "difference":
      return isAmount(value) && Number.isInteger(value["corrects"]);
    default:
      return false;
  }
}

function isClose(value: Fields): boolean {
  const { closes, plans, data, totals } = value;
  return (
    hasTexts(value, CLOSE) &&
    isListOf(closes, CLOSED) &&
    isListOf(plans, ["path", "sha256"]) &&
    isListOf(data, ["file", "sha256"]) &&
    Number.isInteger(value["entries"]) &&
    isRecord(totals) &&
    Object.values(totals).every(isNumber)
  );
}

function isAmount(value: Fields): boolean {
  return hasTexts(value, AMOUNT) && isNumber(value["amount"]);
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasTexts(value: Fields, names: readonly string[]): boolean {
  return names.every((name) => typeof value[name] === "string");
}

function isListOf(value: unknown, names: readonly string[]): boolean {
  return Array.isArray(value) && value.every((one) => isRecord(one) && hasTexts(one, names));
}

function isNumber(value: unknown): boolean {
  return typeof value === "string" && NUMBER.test(value);
}
