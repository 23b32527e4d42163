/** How the payout comes about: a waterfall of its components, each unfolding to what made it. */
import type { Pay, PayLine, WirePlace } from "@attain/language-server/protocol";
import type { CursorMessage } from "../messages.ts";
import { html, type Html } from "./html.ts";
import { placeOf } from "./numbers.ts";

export interface LineContext {
  readonly open: ReadonlySet<string>;
  readonly cursor: CursorMessage | undefined;
}

const BAR = 120;

export function waterfall({ lines, payout, label }: Pay, context: LineContext): Html {
  const steps = lines.map(({ amount }) => (amount === undefined ? 0 : placeOf(amount)));
  const sums = [0];
  for (const step of steps) sums.push((sums.at(-1) ?? 0) + step);
  const total = placeOf(payout);
  const low = Math.min(0, ...sums, total);
  const width = Math.max(...sums, total, 0) - low || 1;
  const bar = (from: number, to: number, kind: string): Html =>
    html`<svg class="bar" viewBox="0 0 ${BAR} 10" preserveAspectRatio="none" aria-hidden="true">
      <rect
        class="${kind}"
        x="${((Math.min(from, to) - low) / width) * BAR}"
        width="${Math.max((Math.abs(to - from) / width) * BAR, from === to ? 0 : 1)}"
        y="0"
        height="10"
      />
    </svg>`;
  return html`<ul class="lines" role="list">
    ${lines.map((line, i) =>
      lineItem(
        line,
        `line ${i}`,
        context,
        bar(sums[i] ?? 0, sums[i + 1] ?? 0, (steps[i] ?? 0) < 0 ? "less" : "more"),
      ),
    )}
    <li class="total">
      <div class="row">
        <span class="twist"></span><span class="what">${label}</span>${bar(0, total, "sum")}<span
          class="amount"
          >${payout.text}</span
        >
      </div>
    </li>
  </ul>`;
}

function lineItem(line: PayLine, key: string, context: LineContext, bar?: Html): Html {
  const { text, amount, at, row, parts } = line;
  const isOpen = context.open.has(key);
  const expands = parts.length > 0;
  return html`<li class="${touches(at, context.cursor) ? "at-cursor" : ""}">
    <div class="row">
      ${
        expands
          ? html`<button
              class="twist"
              data-toggle="${key}"
              data-focus="twist ${key}"
              aria-expanded="${String(isOpen)}"
              aria-label="What makes ${text}"
            ></button>`
          : html`<span class="twist"></span>`
      }
      ${jump(text, at, key)}${
        row !== undefined && html`<span class="from">${row.source} row ${row.row}</span>`
      }
      ${bar}<span class="amount">${amount?.text}</span>
    </div>
    ${
      isOpen &&
      expands &&
      html`<ul role="list">
        ${parts.map((part, i) => lineItem(part, `${key} ${i}`, context))}
      </ul>`
    }
  </li>`;
}

/** Words that lead to the clause which made them. */
export function jump(text: string, at: WirePlace | undefined, key: string): Html {
  return at === undefined
    ? html`<span class="what">${text}</span>`
    : html`<button
        class="what jump"
        data-place="${JSON.stringify(at)}"
        data-focus="jump ${key}"
        title="Show the clause"
      >
        ${text}
      </button>`;
}

/** Whether the cursor is in a clause: on one of its lines. */
export function touches(at: WirePlace | undefined, cursor: CursorMessage | undefined): boolean {
  if (at === undefined || cursor === undefined || at.uri !== cursor.uri) return false;
  const { line } = cursor.position;
  return at.range.start.line <= line && line <= at.range.end.line;
}
