/** What can be chosen: plan, payee, period, data or a test, what if, and whether names are seen. */
import type { Curve } from "@attain/language-server/protocol";
import type { ShowMessage, Wish } from "../messages.ts";
import { endOf, isRatio } from "./curve.ts";
import { html, type Html } from "./html.ts";
import { onAxis, placeOf } from "./numbers.ts";

export function choices({ preview, wish }: ShowMessage): Html {
  const { plans, payees, periods, tests, plan, payee, period, test } = preview.choices;
  return html`<div class="choices">
    ${
      plans.length > 1 &&
      choice(
        "plan",
        "Plan",
        plan,
        plans.map(({ name, label }) => [name, label ?? name]),
      )
    }
    ${choice(
      "payee",
      "Payee",
      payee,
      payees.map(({ key, name }) => [key, name]),
    )}
    ${choice(
      "period",
      "Period",
      period,
      periods.map((name) => [name, name]),
    )}
    ${choice("test", "Data", test ?? "", [
      ["", "of the project"],
      ...tests.map((title) => [title, `test: ${title}`] as const),
    ])}
    <label class="check"
      ><input
        type="checkbox"
        data-wish="hidesNames"
        data-focus="hidesNames"
        ${wish.hidesNames === true && html`checked`}
      />
      Hide names</label
    >
  </div>`;
}

function choice(
  name: keyof Wish,
  label: string,
  chosen: string | undefined,
  options: readonly (readonly [string, string])[],
): Html {
  return html`<label
    ><span>${label}</span
    ><select data-wish="${name}" data-focus="${name}" ${options.length === 0 && html`disabled`}>
      ${options.map(
        ([value, text]) =>
          html`<option value="${value}" ${value === (chosen ?? "") && html`selected`}>
            ${text}
          </option>`,
      )}
    </select></label
  >`;
}

/** How fine the slider is: a whole percent of a ratio, a two hundredth of the rest. */
const STEPS = 200;

/** Without where it stands, so that it stays the same while it is moved. */
export function slider(curve: Curve): Html {
  const end = endOf(curve);
  const step = isRatio(curve) ? 0.01 : stepOf(end);
  return html`<div class="what-if">
    <label
      ><span>What if ${curve.axis} were</span>
      <input
        type="range"
        data-wish="reached"
        data-focus="reached"
        min="0"
        max="${Math.round(end / step) * step}"
        step="${step}"
    /></label>
    <output></output>
    <button data-reset data-focus="reset">As it is</button>
  </div>`;
}

/** Where the slider stands. */
export function sliderValue(
  curve: Curve,
  { reached }: Wish,
): { readonly value: number; readonly text: string; readonly isReal: boolean } {
  return reached === undefined
    ? { value: placeOf(curve.here.x), text: curve.here.x.text, isReal: true }
    : { value: Number(reached), text: onAxis(Number(reached), isRatio(curve)), isReal: false };
}

function stepOf(end: number): number {
  const rough = end / STEPS;
  return rough > 0 ? Math.max(10 ** Math.floor(Math.log10(rough)), 0.01) : 1;
}

/** What the slider says, as decimal text. */
export function decimalText(value: number, asRatio: boolean): string {
  return asRatio ? String(Number(value.toFixed(4))) : String(Number(value.toFixed(2)));
}
