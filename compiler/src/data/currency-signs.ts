/** The signs that exports write beside amounts of money. */
import { CURRENCIES } from "@attain/runtime";

/** By sign, the currencies that write it. A sign of several is taken for the one that the field holds. */
const SIGNS: Readonly<Record<string, string>> = {
  $: "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP",
  US$: "USD",
  CA$: "CAD",
  C$: "CAD",
  AU$: "AUD",
  A$: "AUD",
  NZ$: "NZD",
  S$: "SGD",
  HK$: "HKD",
  NT$: "TWD",
  MX$: "MXN",
  R$: "BRL",
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY CNY",
  "₹": "INR",
  "₩": "KRW",
  "₪": "ILS",
  "₺": "TRY",
  "₱": "PHP",
  "฿": "THB",
  "₫": "VND",
  "₴": "UAH",
  R: "ZAR",
  zł: "PLN",
  Kč: "CZK",
  Ft: "HUF",
  kr: "SEK NOK DKK ISK",
};

/** The currencies that a code or a sign stands for; none for any other text. */
export function currenciesOf(mark: string): readonly string[] {
  if (CURRENCIES.has(mark)) return [mark];
  return Object.hasOwn(SIGNS, mark) ? (SIGNS[mark]?.split(" ") ?? []) : [];
}
