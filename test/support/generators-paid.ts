// Rates of generated plans along what they pay, in the component that applies them: for the period, or deal by deal.
import { longerPeriods } from "./generators-axes.ts";
import { condition } from "./generators-expressions.ts";
import { literal, member, withUnit } from "./generators-literals.ts";
import { rising } from "./generators-tables.ts";
import { creditPlace, periodPlace, type Place, SEAT, type World } from "./generators-world.ts";

/** Writes such a table and its component to the plan. */
export function makePaid(w: World): void {
  const { draw } = w;
  const credits = w.credits.filter(({ unit }) => unit === w.currency || unit === SEAT);
  if (credits.length === 0) return;
  const credit = draw.pick(credits);
  const isEach = draw.chance(60);
  const lists = credit.source.fields.flatMap(({ name, type, optional }) =>
    isEach && type.kind === "enum" && !optional ? [{ name, members: type.members }] : [],
  );
  const across = lists.length > 0 && draw.chance(50) ? draw.pick(lists) : undefined;
  const longer = longerPeriods(w);
  const window =
    longer.length > 0 && draw.chance(70) ? ` ${draw.pick(longer).toLowerCase()} to date` : "";
  const unit = credit.unit === SEAT ? `${w.currency} per ${SEAT}` : "ratio";
  const table = w.names.take("table");
  const second = across === undefined ? "" : ` and ${across.name}`;
  const heads = across?.members.map((name) => `for ${member(name)}`) ?? [];
  const rows = rowsOf(w, unit, heads);
  const heading = `  rates ${table} marginal by amount paid${window}${second}`;
  w.members.push([heading, ...rows.map((row) => `    ${row}`)].join("\n"));
  const at = isEach ? creditPlace(periodPlace(w), credit) : periodPlace(w);
  const words = isEach ? ` for each ${credit.name}` : "";
  component(w, words, at, `${table} on ${isEach ? "credited" : credit.name}`);
}

/** Only the last row may pay nothing. */
function rowsOf(w: World, unit: string, heads: readonly string[]): string[] {
  const { draw } = w;
  const bounds = rising(w, w.currency, draw.int(1, 4));
  const rate = (isLast: boolean): string =>
    isLast && draw.chance(20) ? withUnit("0", unit) : literal(w, unit, true);
  const starts = [
    ...draw.maybe(80, () => `below ${bounds[0]}`),
    ...bounds.map((at) => `from ${at}`),
  ];
  return starts.length === 0 || heads.length === 0
    ? starts.map((start, i) => `${start} pay ${rate(i === starts.length - 1)}`)
    : [
        `|  | ${heads.join(" | ")} |`,
        ...starts.map(
          (start, i) =>
            `| ${start} | ${heads.map(() => rate(i === starts.length - 1)).join(" | ")} |`,
        ),
      ];
}

function component(w: World, words: string, at: Place, earned: string): void {
  const { draw } = w;
  const name = w.names.take("component");
  const deal = at.kind === "credit" ? " each deal" : "";
  const lines = [
    ...draw.maybe(20, () => `only if ${condition(w, at, 1)}, then from the first dollar`),
    `earns ${earned}${draw.chance(20) ? ` when ${condition(w, at, 1)}` : ""}`,
    "rounded half even to cent",
    ...draw.maybe(30, () => `never above ${literal(w, w.currency)}${deal}, the excess is lost`),
  ];
  w.members.push([`  component ${name}${words}`, ...lines.map((line) => `    ${line}`)].join("\n"));
  w.components.push({ name, period: at.period });
}
