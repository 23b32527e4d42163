/** What a test sets twice. */
import { repeatedPart } from "../diagnostics/catalogue/names.ts";
import type { Day } from "../syntax/ast/plan.ts";
import type { Given } from "../syntax/ast/test.ts";
import type { Span } from "../text/source-file.ts";
import { type Env, report } from "./checker.ts";
import type { CheckedPlan } from "./plans.ts";
import { pathOfText, resolve } from "./test-names.ts";

/** A value that a test sets. */
interface Setting {
  /** What it is, and of whom and when. */
  readonly key: string;
  readonly name: string;
  readonly span: Span;
}

/** A value can be set once for each payee and period, on a line or in a grid; and the rows of a source once. */
export function checkRepeated(
  env: Env,
  plan: CheckedPlan,
  givens: readonly Given[],
  declaration: string,
): void {
  const seen = new Map<string, Setting>();
  for (const setting of givens.flatMap((given) => settingsOf(env, plan, given))) {
    const before = seen.get(setting.key);
    if (before === undefined) {
      seen.set(setting.key, setting);
      continue;
    }
    const related = [{ at: { file: env.file, span: before.span }, message: "the first time" }];
    const facts = { declaration, part: `what \`${setting.name}\` is` };
    report(env, repeatedPart, setting.span, facts, { related });
  }
}

function settingsOf(env: Env, plan: CheckedPlan, given: Given): Setting[] {
  const name = given.path.map(({ text }) => text).join(".");
  if (given.kind === "Value") {
    const period = given.period === undefined ? "" : dayText(given.period);
    const key = keyOf(env, plan, name, "", period);
    return [{ key: key ?? `value ${name} ${period}`, name, span: given.span }];
  }
  if (given.path.length > 0) return [{ key: `rows ${name}`, name, span: given.span }];
  const [head, ...lines] = given.grid;
  const heads = head?.cells ?? [];
  const place = (title: string): number => heads.findIndex(({ text }) => text === title);
  const [payee, period] = [place("payee"), place("period")];
  return lines.flatMap(({ cells }) =>
    heads.flatMap((heading, i) => {
      const cell = cells[i];
      if (i === payee || i === period || cell === undefined || cell.text === "") return [];
      const whose = cells[payee]?.text ?? "";
      const key = keyOf(env, plan, heading.text, whose, cells[period]?.text ?? "");
      return key === undefined ? [] : [{ key, name: heading.text, span: cell.span }];
    }),
  );
}

/** The same for `ada.Sales`, and for `Sales` in a line of Ada's. */
function keyOf(
  env: Env,
  plan: CheckedPlan,
  path: string,
  payee: string,
  period: string,
): string | undefined {
  const names = pathOfText({ text: path, span: { start: 0, end: 0 } });
  const resolved = resolve(plan, env.checker.sources, names);
  if (resolved === undefined) return undefined;
  const { target, of } = resolved;
  return JSON.stringify([of?.declaration.name.text, target, resolved.payee ?? payee, period]);
}

function dayText(day: Day): string {
  return day.kind === "DateLiteral" ? day.value : day.name;
}
