/** HTML as it is written by hand: elements whose text can't be taken for markup, and the page around them. */

/** What is markup already. A text is none, and is escaped where it becomes part of one. */
export interface Markup {
  readonly markup: string;
}

export type Content = string | Markup | readonly Content[] | undefined;

type Attributes = Readonly<Record<string, string | undefined>>;

/** Elements without an end. */
const EMPTY: ReadonlySet<string> = new Set(["meta", "line", "path", "circle", "hr", "br"]);

export function el(
  name: string,
  attributes: Attributes = {},
  ...content: readonly Content[]
): Markup {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(value)}"`],
  );
  const start = `<${name}${written.join("")}>`;
  return {
    markup: EMPTY.has(name) ? start.replace(/>$/, "/>") : `${start}${inner(content)}</${name}>`,
  };
}

function inner(content: Content): string {
  if (content === undefined) return "";
  if (typeof content === "string") return escaped(content);
  return isMarkup(content) ? content.markup : content.map(inner).join("");
}

function isMarkup(content: Markup | readonly Content[]): content is Markup {
  return "markup" in content;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** A whole document, which needs nothing beside it and loads nothing. */
export function page(title: string, ...content: readonly Content[]): string {
  const head = el(
    "head",
    {},
    el("meta", { charset: "utf-8" }),
    el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    el("meta", { name: "color-scheme", content: "light dark" }),
    el("title", {}, title),
    el("style", {}, { markup: STYLE }),
  );
  const body = el("body", {}, el("main", {}, ...content));
  return `<!doctype html>\n${el("html", { lang: "en" }, head, body).markup}\n`;
}

const STYLE = `
:root { --ink: #1c2430; --soft: #566173; --line: #d5dae1; --paper: #fff; --wash: #f4f6f8; --mark: #0b6bcb; --fall: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ebef; --soft: #a9b3c1; --line: #3a4350; --paper: #14181d; --wash: #1d232b; --mark: #6cb2ff; --fall: #ff8a80; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 46rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
h1 { font-size: 1.15rem; margin: 0; }
h2 { font-size: 1.05rem; margin: 2rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 0.25rem; }
p { margin: 0.35rem 0; }
a { color: var(--mark); }
code { font: 0.9em/1.5 ui-monospace, monospace; }
.soft { color: var(--soft); }
.small { font-size: 0.85rem; }
.total { font-size: 2.2rem; font-weight: 650; margin: 0.25rem 0; font-variant-numeric: tabular-nums; }
.amount { float: right; padding-left: 1rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
details { border-top: 1px solid var(--line); }
details > summary, .row { padding: 0.6rem 0.25rem; }
details > summary { cursor: pointer; }
summary:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
.row { border-top: 1px solid var(--line); }
.row::after, summary::after { content: ""; display: table; clear: both; }
.rows { border-bottom: 1px solid var(--line); margin: 1rem 0; }
.rows .sum { font-weight: 650; }
ul.lines { list-style: none; margin: 0; padding: 0 0 0.5rem 0.9rem; }
ul.lines ul.lines { padding-bottom: 0; }
ul.lines li { padding: 0.2rem 0.25rem; }
ul.clauses { margin: 0.25rem 0; padding-left: 1.25rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { overflow-wrap: normal; min-width: 5.5rem; text-align: left; padding: 0.3rem 0.5rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; color: var(--soft); font-size: 0.85rem; }
.number { text-align: right; white-space: nowrap; }
figure { margin: 1.25rem 0; }
figcaption { color: var(--soft); font-size: 0.9rem; }
svg { width: 100%; height: auto; display: block; background: var(--wash); border-radius: 6px; }
svg text { fill: var(--soft); font: 17px system-ui, sans-serif; }
svg .axis { stroke: var(--line); }
svg .curve { stroke: var(--mark); stroke-width: 2.5; fill: none; }
svg .cliff { stroke: var(--fall); stroke-width: 1.5; stroke-dasharray: 4 3; }
svg .here { fill: var(--mark); stroke: var(--paper); stroke-width: 2; }
svg .you { fill: var(--ink); font-weight: 600; }
.sign { display: grid; gap: 2rem; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); margin: 3rem 0 1rem; }
.sign p { border-top: 1px solid var(--ink); padding-top: 0.3rem; }
@media print { details { break-inside: avoid; } body { font-size: 11pt; } main { max-width: none; } }
`;
