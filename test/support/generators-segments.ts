// Components of generated plans for each stretch of the pay period on which a dated value is the same.
import { number } from "./generators-expressions.ts";
import { literal } from "./generators-literals.ts";
import { perText } from "./generators-sources.ts";
import { periodPlace, type Source, type World } from "./generators-world.ts";

/** Writes such a component to the plan, with a measure and rates that it reads segment by segment. */
export function makeSegmented(w: World): void {
  const { draw, names, currency } = w;
  const credits = w.credits.filter(({ unit }) => unit === currency);
  const timelines = w.sources.filter(({ role }) => role === "timeline");
  if (credits.length === 0 || timelines.length === 0) return;
  const [credit, source] = [draw.pick(credits), draw.pick(timelines)];
  const value = partOf(w, source);
  if (value === undefined) return;
  const [measure, table, component] = [
    names.take("measure"),
    names.take("table"),
    names.take("component"),
  ];
  const rows = ["below 0% pay", "from 0% pay", "from 80% pay"];
  w.members.push(
    `  measure ${measure} means ${credit.name} / ${value.text} otherwise ${literal(w, "ratio")}`,
    [
      `  rates ${table} marginal by ${measure}`,
      ...rows.map((row) => `    ${row} ${literal(w, "ratio")}`),
    ].join("\n"),
    [
      `  component ${component} each Segment of ${value.of}`,
      ...draw.maybe(
        30,
        () => `    only if ${credit.name} > ${literal(w, currency)}, then from the first dollar`,
      ),
      `    earns ${table} on ${credit.name}`,
      ...draw.maybe(
        40,
        () => `    plus ${literal(w, currency)} when ${credit.name} >= ${value.text}`,
      ),
      ...draw.maybe(
        30,
        () => `    times ${number(w, periodPlace(w), { unit: "count", window: "none" }, 1).text}`,
      ),
      "    rounded half even to cent",
    ].join("\n"),
  );
  w.components.push({ name: component, period: w.pays });
}

/** A dated amount, brought down to the segment. */
function partOf(
  w: World,
  { name, fields }: Source,
): { readonly of: string; readonly text: string } | undefined {
  const { draw, pays } = w;
  const field = fields.find(
    ({ type, optional }) => type.kind === "number" && type.unit === w.currency && optional !== true,
  );
  if (field?.type.kind !== "number") return undefined;
  const of = `${name}.${field.name}`;
  const read = `(${of} at ${draw.pick(["start", "end"])} otherwise ${literal(w, w.currency, true)}${perText(field.type)})`;
  if (field.type.per === undefined) return { of, text: read };
  if (pays === "Week" || pays === "Cycle") return undefined;
  return { of, text: `(${read} prorated by ${draw.pick(["days", "working days"])} into Segment)` };
}
