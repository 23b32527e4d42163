/** Currencies and their smallest units, by ISO 4217. */

/** Codes by the digits after the point, where they are not two: ISO 4217, list one, minor units. */
const MINOR_UNITS: readonly (readonly [number, string])[] = [
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
];

const DIGITS: ReadonlyMap<string, number> = new Map(
  MINOR_UNITS.flatMap(([digits, codes]) => codes.split(" ").map((code) => [code, digits] as const)),
);

/** The codes of list one that name money in circulation or a unit of account of it. */
const CODES = `
  AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF
  CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD
  HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL
  MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON
  RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
  USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
`;

/** Every currency code that may be paid in. */
export const CURRENCIES: ReadonlySet<string> = new Set(CODES.trim().split(/\s+/));

/** The digits after the point of a currency's smallest unit: 2 for USD (and for any other text), 0 for JPY, 3 for KWD. */
export function minorUnits(currency: string): number {
  return DIGITS.get(currency) ?? 2;
}

/** The smallest unit itself as decimal text: `0.01` for USD, `1` for JPY. */
export function smallestUnit(currency: string): string {
  const digits = minorUnits(currency);
  return digits === 0 ? "1" : `0.${"0".repeat(digits - 1)}1`;
}
