/** Scenarios beside the plan as it is, in words: what the terminal, Markdown and a page show alike. */
import { formatNumber, formatSigned } from "../../evaluate/format.ts";
import { Rational } from "../../evaluate/rational.ts";
import type * as ir from "../../ir/ir.ts";
import type { Band, Figures } from "../../what-if/figures.ts";
import type { Comparison } from "./comparison.ts";

export interface Report {
  readonly title: string;
  readonly period: string;
  /** As it is, then each scenario with its difference. */
  readonly headings: readonly string[];
  readonly groups: readonly Group[];
}

interface Group {
  readonly heading: string;
  readonly rows: readonly Row[];
}

/** What it is, and a cell for each heading. */
interface Row {
  readonly label: string;
  readonly cells: readonly string[];
}

export function reportOf({ plan, label, period, currency, along, cases }: Comparison): Report {
  const all = cases.map(({ figures }) => figures);
  const groups = [
    { heading: "Cost", rows: costRows(all, currency) },
    {
      heading: `Payouts by ${along?.name ?? ""}`,
      rows: bandRows(all, along?.name, "count", ({ payouts }) => Rational.of(payouts)),
    },
    {
      heading: `Cost by ${along?.name ?? ""}`,
      rows: bandRows(all, along?.name, currency, ({ cost }) => cost),
    },
    { heading: "Average payout, if everybody were at", rows: curveRows(all, currency) },
  ];
  return {
    title: label ?? plan,
    period: `${period}, in ${currency}`,
    headings: cases.flatMap(({ title }) =>
      title === undefined ? ["As it is"] : [title, "Difference"],
    ),
    groups: groups.filter(({ rows }) => rows.length > 0),
  };
}

function costRows(all: readonly Figures[], currency: string): Row[] {
  const credits = all[0]?.credited ?? [];
  return [
    row(
      "People",
      "count",
      all.map(({ people }) => Rational.of(people)),
    ),
    row(
      "Cost",
      currency,
      all.map(({ cost }) => cost),
    ),
    ...credits.flatMap(({ credit, unit }, i) => {
      const isShare = unit === currency;
      return [
        row(
          credit,
          unit,
          all.map(({ credited }) => credited[i]?.total),
        ),
        row(
          isShare ? `Cost as a share of ${credit}` : `Cost per ${unit} of ${credit}`,
          isShare ? "ratio" : currency,
          all.map(({ credited }) => credited[i]?.costPerUnit),
        ),
      ];
    }),
  ];
}

/** Bands in which somebody is, in one case at least. */
function bandRows(
  all: readonly Figures[],
  along: string | undefined,
  unit: ir.Unit,
  valueOf: (band: Band) => Rational,
): Row[] {
  const bands = all[0]?.bands ?? [];
  return bands.flatMap((band, i) => {
    const isEmpty = all.every((figures) => figures.bands[i]?.payouts === 0n);
    const values = all.map((figures) => {
      const own = figures.bands[i];
      return own && valueOf(own);
    });
    return along === undefined || isEmpty ? [] : [row(bandWords(band), unit, values)];
  });
}

function bandWords({ from, below }: Band): string {
  if (from === undefined) return `below ${shareWords(below)}`;
  if (below === undefined) return `${shareWords(from)} and above`;
  return `from ${shareWords(from)}, below ${shareWords(below)}`;
}

function shareWords(share: Rational | undefined): string {
  return formatNumber(share ?? Rational.ZERO, "ratio");
}

function curveRows(all: readonly Figures[], currency: string): Row[] {
  const shares = all.flatMap(({ curve }) => curve.map(({ share }) => share.toString()));
  return [...new Set(shares)].map((share) => {
    const values = all.map(
      ({ curve }) => curve.find((point) => point.share.toString() === share)?.payout,
    );
    return row(shareWords(Rational.parse(share)), currency, values);
  });
}

function row(label: string, unit: ir.Unit, values: readonly (Rational | undefined)[]): Row {
  const [asItIs, ...others] = values;
  const shown = (value: Rational | undefined): string =>
    value === undefined ? "" : formatNumber(value, unit);
  return {
    label,
    cells: [
      shown(asItIs),
      ...others.flatMap((value) => [
        shown(value),
        value === undefined || asItIs === undefined ? "" : formatSigned(value.minus(asItIs), unit),
      ]),
    ],
  };
}
