/** The page of the preview as HTML, section by section: a pure function of what is to be shown. */
import type { Pay, Preview, PreviewProblem } from "@attain/language-server/protocol";
import type { ShowMessage } from "../messages.ts";
import { choices, slider } from "./choices.ts";
import { curveDrawing } from "./curve.ts";
import { html, type Html } from "./html.ts";
import { asAsked } from "./numbers.ts";
import { jump, type LineContext, touches, waterfall } from "./pay-lines.ts";
import { type Ink, inkOf, type PageState } from "./state.ts";

/** In the order of the page. */
export const SECTIONS = [
  "choices",
  "whatif",
  "status",
  "payout",
  "curve",
  "lines",
  "values",
  "deals",
] as const;

export type Sections = Readonly<Record<(typeof SECTIONS)[number], Html>>;

const NOTHING = html``;

export function rendered(state: PageState): Sections {
  const { shown } = state;
  if (shown === undefined) return WAITING;
  const paid = state.lastPaid;
  const pay = paid?.preview.pay;
  const context: LineContext = { open: state.open, cursor: state.cursor };
  return {
    choices: choices(shown),
    whatif: shown.curve === null || shown.curve.points.length === 0 ? NOTHING : slider(shown.curve),
    status: status(shown.preview, inkOf(state)),
    payout: pay === undefined ? NOTHING : payoutSection(pay),
    curve: pay === undefined || paid === undefined ? NOTHING : curveSection(paid, pay, state.width),
    lines: pay === undefined ? NOTHING : waterfall(pay, context),
    values: pay === undefined ? NOTHING : values(pay, context),
    deals: pay === undefined ? NOTHING : deals(pay, context),
  };
}

const WAITING: Sections = {
  choices: NOTHING,
  whatif: NOTHING,
  status: html`<p class="quiet">Open a plan to see what it pays.</p>`,
  payout: NOTHING,
  curve: NOTHING,
  lines: NOTHING,
  values: NOTHING,
  deals: NOTHING,
};

/** Whether what is shown is of the text as it is, and why not. */
function status(preview: Preview, ink: Ink): Html {
  const { of, problem, hinders } = preview;
  if (of === "current" && problem === undefined) return NOTHING;
  return html`<div class="${of === "current" ? "note" : "problem"}">
    ${hinders === "payout" && html`<p>${hindered(preview)}</p>`}
    ${problem !== undefined && problemText(problem)}
    ${ink === "kept" && html`<p class="stale">${hinders !== "payout" && hindered(preview)} ${KEPT}</p>`}
  </div>`;
}

const KEPT = "What stands below is from before.";

/** What can't be paid by what; nothing where the problem itself says so. */
function hindered({ hinders, choices: { payees, payee, period } }: Preview): string {
  if (hinders === undefined) return "";
  if (hinders !== "payout") return `Nothing can be paid by the ${hinders} as it is.`;
  const name = payees.find(({ key }) => key === payee)?.name ?? payee;
  return `What ${name} is paid for ${period} can't be computed.`;
}

function problemText({ code, message, help, at }: PreviewProblem): Html {
  const shown = code === undefined ? message : `${message} (${code})`;
  return html`<p>${jump(shown, at, "problem")}</p>
    ${help !== undefined && html`<p class="quiet">${help}</p>`}`;
}

function payoutSection({ payout, label, before, reached }: Pay): Html {
  return html`<h2>
      ${label}${reached !== undefined && html` <span class="if">if ${asAsked(reached)} were reached</span>`}
    </h2>
    <p class="payout">${payout.text}</p>
    ${before !== undefined && difference(before)}`;
}

function difference({ payout, difference: by }: NonNullable<Pay["before"]>): Html {
  const isLess = by.exact.startsWith("-");
  const words = `${by.text.replace(/^[-−]/, "")} ${isLess ? "less" : "more"} than by the version in git, which pays ${payout.text}`;
  return html`<p class="difference ${isLess ? "less" : "more"}">
    <span aria-hidden="true">${isLess ? "▼" : "▲"}</span> ${words}
  </p>`;
}

function curveSection({ curve }: ShowMessage, pay: Pay, width: number): Html {
  if (curve === null || curve.points.length === 0)
    return html`<p class="quiet">
      No rate grows with what this person sells, so there is no curve.
    </p>`;
  return html`<h3>Payout along ${curve.axis}</h3>
    ${curveDrawing(curve, pay, width)}`;
}

function values({ values: list }: Pay, { cursor }: LineContext): Html {
  return html`<h3>Measures and totals</h3>
    <ul class="values" role="list">
      ${list.map(
        ({ name, value, how, at }) =>
          html`<li class="${touches(at, cursor) ? "at-cursor" : ""}">
            <div class="row">
              ${jump(name, at, `value ${name}`)}<span class="amount">${value.text}</span>
            </div>
            ${how !== undefined && html`<p class="how">${how}</p>`}
          </li>`,
      )}
    </ul>`;
}

/** More rows than anybody reads would only make the page slow. */
const MOST = 100;

function deals({ deals: credits }: Pay, { open }: LineContext): Html {
  return html`${credits.map(({ credit, total, deals: list }) => {
    const key = `deals ${credit}`;
    const isOpen = open.has(key);
    return html`<section>
      <h3>
        <button
          class="fold"
          data-toggle="${key}"
          data-focus="fold ${key}"
          aria-expanded="${String(isOpen)}"
        >
          ${credit}: ${list.length} ${list.length === 1 ? "deal" : "deals"} credited, ${total.text}
        </button>
      </h3>
      ${
        isOpen &&
        html`<table class="deals">
          <thead>
            <tr>
              <th scope="col">Deal</th>
              <th scope="col">Date</th>
              <th scope="col">Row</th>
              <th scope="col" class="amount">Credited</th>
            </tr>
          </thead>
          <tbody>
            ${list.slice(0, MOST).map(
              ({ key: deal, date, row, credited }) =>
                html`<tr>
                  <th scope="row">${deal}</th>
                  <td>${date}</td>
                  <td>${row}</td>
                  <td class="amount">${credited.text}</td>
                </tr>`,
            )}
          </tbody>
        </table>`
      }
      ${isOpen && list.length > MOST && html`<p class="quiet">and ${list.length - MOST} more</p>`}
    </section>`;
  })}`;
}

/** What a screen reader says when the payout changes. */
export function announcement({ shown }: PageState): string {
  if (shown === undefined) return "";
  const { of, pay, problem } = shown.preview;
  if (pay !== undefined && of === "current") return `${pay.label}: ${pay.payout.text}`;
  return `${hindered(shown.preview)} ${problem?.message ?? ""}`.trim();
}
