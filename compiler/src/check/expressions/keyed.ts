/** Reading the one row of a keyed source that the payee and the period single out: `Quotas.amount`. */
import { listed } from "../../base/text.ts";
import { outOfPlace } from "../../diagnostics/catalogue/names.ts";
import { keysMissing } from "../../diagnostics/catalogue/types.ts";
import type { Expression } from "../../syntax/ast/expression.ts";
import { type Env, type KeyReading, type PlanEnv, report } from "../checker.ts";
import { isCoarser } from "../periods.ts";
import { type FieldInfo, type SourceInfo, unknownFieldOf } from "../sources.ts";
import { type Type, UNKNOWN, typeName } from "../types.ts";
import { demand, reportNobody } from "./demand.ts";
import { checkStraddling } from "./time.ts";

type Access = Extract<Expression, { kind: "Access" }>;

/** The type of `source.field` where a payee and a period are at hand; a timeline if the rows hold for some days only. */
export function keyedRead(env: Env, node: Access, source: SourceInfo): Type {
  const field = source.fields.get(node.field.text);
  if (field === undefined) {
    env.checker.report(unknownFieldOf(source, node.field, env.file));
    return UNKNOWN;
  }
  const pins = pinned(env, node.of, source);
  if (env.plan === undefined && source.keys.some(({ name }) => !pins.has(name))) {
    const follow = "Follow a reference from the row: `rep.manager`, `product.series`.";
    reportNobody(env, node.span, `A row of \`${source.name}\``, follow);
    return UNKNOWN;
  }
  const keys = keyReadings(env, pins, node, source);
  if (keys === undefined) return UNKNOWN;
  if (keys.some((key) => key.by === "period" && key.period !== env.plan?.period))
    checkStraddling(env, node.span);
  env.notes.meanings.set(node, { kind: "keyed", source, field, keys });
  const because = { kind: "field" as const, name: `${source.name}.${field.name}`, at: field.at };
  const type: Type = field.optional ? { kind: "optional", of: field.type, because } : field.type;
  return source.validity === undefined ? type : { kind: "timeline", of: type };
}

function keyReadings(
  env: Env,
  pins: ReadonlyMap<string, KeyReading>,
  node: Access,
  source: SourceInfo,
): KeyReading[] | undefined {
  const { plan } = env;
  const found = source.keys.map(
    (key) => pins.get(key.name) ?? (plan === undefined ? undefined : implied(plan, key)),
  );
  const missing = source.keys.filter((_, i) => found[i] === undefined);
  if (missing.length === 0) return found.filter((reading) => reading !== undefined);
  const [first] = missing;
  const keys = listed(
    source.keys.map((key) => key.name),
    "and",
  );
  const names = listed(
    missing.map((key) => key.name),
    "and",
  );
  const help = plan === undefined ? undefined : helpFor(plan, node, source, first);
  const related = missing.map((key) => ({
    at: key.at,
    message: `a key: ${typeName(key.type)}`,
  }));
  report(
    env,
    keysMissing,
    node.span,
    { source: source.name, keys, missing: names },
    { ...(help === undefined ? {} : { help }), related },
  );
  return undefined;
}

function helpFor(
  plan: PlanEnv,
  node: Access,
  { name, keys, validity }: SourceInfo,
  missing: FieldInfo | undefined,
): string {
  // The payee's own row is at hand already.
  if (name === plan.people.name)
    return `\`${name}\` are the people whom the plan pays: write plain \`${node.field.text}\` for that of the payee.`;
  const key = missing?.name ?? "key";
  const choice = `\`(${name} where ${key} is …).${node.field.text}\``;
  if (key === validity?.from)
    return `\`valid from\` already tells rows of different days apart: remove \`key\` from \`${key}\`.`;
  if (missing?.type.kind === "period" && isCoarser(plan.period, missing.type.period))
    return `A ${plan.period} has several ${missing.type.period}s: keep the ${plan.period}'s own amount in a source whose key is a ${plan.period}.`;
  if (keys.length === 1 && missing?.type.kind === "text")
    return `Its rows are single ones. Make it an amount by a credit: \`credit … from ${name}\`; or say which: ${choice}.`;
  return `Say which: ${choice}.`;
}

/** Keys that need no words: the payee, and the period at hand or one that contains it. */
export function implied(
  plan: PlanEnv,
  { name, type }: FieldInfo,
): Exclude<KeyReading, { readonly by: "value" }> | undefined {
  if (type.kind === "row" && type.source === plan.people.name) return { field: name, by: "payee" };
  if (type.kind !== "period") return undefined;
  const known = type.period === plan.period || isCoarser(type.period, plan.period);
  return known ? { field: name, by: "period", period: type.period } : undefined;
}

/** Keys that a `where` fixes: `(Goals where line is A)`. */
function pinned(env: Env, of: Expression, source: SourceInfo): Map<string, KeyReading> {
  const pins = new Map<string, KeyReading>();
  if (of.kind !== "Collection" || of.where === undefined) return pins;
  for (const part of conjuncts(of.where)) {
    const key =
      part.kind === "Binary" && part.operator === "is" && part.left.kind === "Reference"
        ? source.keys.find(
            (field) => part.left.kind === "Reference" && field.name === part.left.name.text,
          )
        : undefined;
    if (key === undefined || part.kind !== "Binary") {
      const facts = {
        thing: "A condition that doesn't fix a key",
        place: "in a credit; here each part is `key is value`",
      };
      report(env, outOfPlace, part.span, facts);
      continue;
    }
    demand(env, part.right, key.type);
    pins.set(key.name, { field: key.name, by: "value", value: part.right });
  }
  return pins;
}

function conjuncts(node: Expression): Expression[] {
  return node.kind === "Binary" && node.operator === "and"
    ? [...conjuncts(node.left), ...conjuncts(node.right)]
    : [node];
}
