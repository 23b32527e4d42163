/** What a call takes, and how a line is made: with the part that is being written. */
import { isKpi, isPattern } from "@attain/compiler/bind/kpis";
import type { Symbol_ } from "@attain/compiler/bind/scope";
import { DATE_FUNCTIONS } from "@attain/compiler/check/expressions/calls";
import type { Line } from "@attain/compiler/syntax/lines";
import { documentationOf } from "@attain/compiler/syntax/tokens";
import { siteAt } from "../analysis/resolve.ts";
import { symbolsIn } from "../analysis/scope.ts";
import type { Standing } from "../analysis/site.ts";
import { lineBefore, type Token } from "../analysis/tokens.ts";
import { typeText } from "../analysis/types.ts";
import { typeOfAxis } from "../analysis/values.ts";
import type { View } from "../project/project.ts";
import { fillersAt } from "../forms/fillers.ts";
import { templatesOf } from "../forms/lines.ts";
import { filled } from "../forms/template.ts";

interface Signature {
  readonly label: string;
  readonly doc?: string;
  /** Where its parts stand in the label, as start and end. */
  readonly parameters: readonly (readonly [number, number])[];
}

export interface SignatureHelp {
  readonly signatures: readonly Signature[];
  readonly activeSignature: number;
  readonly activeParameter: number;
}

export function signatureHelp(view: View, offset: number): SignatureHelp | undefined {
  const line = lineBefore(view.file, offset);
  const tokens = (line?.tokens ?? []).filter(({ startOffset }) => startOffset < offset);
  return (
    ofCall(view, tokens) ??
    (line !== undefined && "level" in line ? ofLine(view, offset, line, tokens) : undefined)
  );
}

/** The brackets that are open, and how many values stand in them already. */
function ofCall(view: View, tokens: readonly Token[]): SignatureHelp | undefined {
  let depth = 0;
  let commas = 0;
  for (let i = tokens.length - 1; i > 0; i -= 1) {
    const token = tokens[i];
    const name = token?.tokenType.name;
    if (name === "RightParen") depth += 1;
    else if (name === "Comma" && depth === 0) commas += 1;
    else if (name === "LeftParen") {
      if (depth === 0) return callOf(view, tokens.slice(0, i), commas);
      depth -= 1;
    }
  }
  return undefined;
}

function callOf(view: View, before: readonly Token[], active: number): SignatureHelp | undefined {
  const [word, last] = [before.at(-2), before.at(-1)];
  if (last?.tokenType.name === "Of" && (word?.image === "greatest" || word?.image === "least"))
    return help(
      `${word.image} of (`,
      ["value", "value", "…"],
      Math.min(active, 2),
      documentationOf(word.tokenType),
    );
  if (last === undefined) return undefined;
  if ((DATE_FUNCTIONS as readonly string[]).includes(last.image))
    return help(
      `${last.image}(`,
      ["from: Date", "to: Date"],
      active,
      "Counts what lies between two dates.",
    );
  const standing = siteAt(view, last.startOffset)?.standing ?? {};
  const symbol = symbolsIn(view, standing).get(last.image);
  return ofPattern(symbol, active) ?? ofLookup(view, standing, symbol, active);
}

/** A KPI of a library, with what it needs. */
function ofPattern(symbol: Symbol_ | undefined, active: number): SignatureHelp | undefined {
  if (!isKpi(symbol) || !isPattern(symbol)) return undefined;
  const { doc, kpi } = symbol.declaration;
  const needs = kpi?.needs ?? [];
  const own = needs[active]?.label;
  const said = [doc, own === undefined ? undefined : `${needs[active]?.name.text}: ${own}.`];
  return help(
    `${symbol.name}(`,
    needs.map(({ name, what }) => `${name.text}: ${what.text}`),
    active,
    said.filter((part) => part !== undefined).join("\n\n"),
  );
}

function ofLookup(
  view: View,
  standing: Standing,
  symbol: Symbol_ | undefined,
  active: number,
): SignatureHelp | undefined {
  if (symbol?.kind !== "table") return undefined;
  const axes = symbol.declaration.axes.map((axis) => {
    const type = typeOfAxis(view, standing, axis);
    return (
      (type && typeText(type)) ?? view.file.text.slice(axis.value.span.start, axis.value.span.end)
    );
  });
  return help(`${symbol.name}(`, axes, active, symbol.declaration.doc);
}

function help(
  start: string,
  names: readonly string[],
  active: number,
  doc: string | undefined,
): SignatureHelp {
  let label = start;
  const parameters = names.map((name, i) => {
    const from = label.length + (i === 0 ? 0 : 2);
    label += `${i === 0 ? "" : ", "}${name}`;
    return [from, label.length] as const;
  });
  const signature = { label: `${label})`, parameters, ...(doc === undefined ? {} : { doc }) };
  return { signatures: [signature], activeSignature: 0, activeParameter: active };
}

/** The forms of a line, the one that its words fit best first. */
function ofLine(
  view: View,
  offset: number,
  line: Line,
  tokens: readonly Token[],
): SignatureHelp | undefined {
  const [word] = tokens;
  if (word === undefined) return undefined;
  const written = tokens.map(({ image }) => image);
  const forms = templatesOf(line.block, line.level).filter(
    ({ label }) => label.split(" ")[0] === word.image,
  );
  const fill = fillersAt(view, offset, undefined);
  const signatures = forms.map(({ body }) =>
    formOf(body(fill), written, documentationOf(word.tokenType)),
  );
  const [first] = signatures;
  if (first === undefined) return undefined;
  const best = signatures.reduce((most, one) => (one.matched > most.matched ? one : most), first);
  return {
    signatures: signatures.map(({ signature }) => signature),
    activeSignature: signatures.indexOf(best),
    activeParameter: best.active,
  };
}

interface Form {
  readonly signature: Signature;
  readonly active: number;
  /** How many of its own words have been written. */
  readonly matched: number;
}

const STOP = /\$\{\d+[:|][^}]*\}|\$\d/g;

function formOf(body: string, written: readonly string[], doc: string | undefined): Form {
  const [line = ""] = body.split("\n");
  let label = "";
  let last = 0;
  let from = 0;
  let matched = 0;
  let active = 0;
  const parameters: (readonly [number, number])[] = [];
  const words = (text: string): boolean =>
    text
      .split(/[\s,]+/)
      .filter((word) => word !== "")
      .every((word) => {
        const at = written.indexOf(word, from);
        if (at === -1) return false;
        from = at + 1;
        matched += 1;
        return true;
      });
  let isReached = true;
  for (const stop of line.matchAll(STOP)) {
    const literal = line.slice(last, stop.index);
    last = stop.index + stop[0].length;
    if (stop[0] === "$0") {
      label += literal;
      continue;
    }
    isReached &&= words(literal);
    label += literal;
    const shown = filled(stop[0]);
    parameters.push([label.length, label.length + shown.length]);
    label += shown;
    if (isReached) active = parameters.length - 1;
  }
  const signature = {
    label: label + line.slice(last),
    parameters,
    ...(doc === undefined ? {} : { doc }),
  };
  return { signature, active, matched };
}
