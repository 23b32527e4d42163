/** A page that needs nothing but itself: what a command found, and how each test went. */
import { escaped } from "./xml.ts";
import { type Case, type Finding, lineOf, type Report } from "./report.ts";

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0 auto; max-width: 60rem; padding: 1rem; }
  h1 { font-size: 1.4rem; }
  h2 { font-size: 1.1rem; margin-top: 2rem; }
  ul { list-style: none; padding: 0; }
  li { border-left: 0.3rem solid GrayText; margin: 0.5rem 0; padding: 0.1rem 0.75rem; }
  .error { border-color: #c62828; }
  .warning { border-color: #b26a00; }
  .passes { border-color: #2e7d32; }
  code, pre { font-family: ui-monospace, monospace; font-size: 0.875rem; }
  pre { overflow-x: auto; }
  .place { overflow-wrap: anywhere; }
  summary { cursor: pointer; }
`;

export function html(report: Report): string {
  const { command, summary, findings, cases = [] } = report;
  const title = `attain ${command}: ${summary}`;
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    "</head>",
    "<body>",
    "<main>",
    `<h1>${escaped(title)}</h1>`,
    ...section("Findings", findings.map(findingItem)),
    ...section("Tests", cases.map(caseItem)),
    "</main>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function section(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`<h2>${title}</h2>`, "<ul>", ...items, "</ul>"];
}

function findingItem({ rule, severity, message, at, help, related }: Finding): string {
  const notes = related.map((note) => `<br>${escaped(note.message)} ${place(note.at)}`).join("");
  const more = help === undefined ? "" : `<br>${escaped(help)}`;
  return `<li class="${severity}"><strong>${severity} ${escaped(rule)}</strong> ${escaped(message)} ${place(at)}${notes}${more}</li>`;
}

function caseItem({ title, at, failure }: Case): string {
  if (failure === undefined)
    return `<li class="passes">passes: ${escaped(title)} ${place(at)}</li>`;
  const head = `<summary><strong>fails: ${escaped(title)}</strong> ${escaped(failure.message)} ${place(at)}</summary>`;
  return `<li class="error"><details open>${head}<pre tabindex="0">${escaped(failure.details)}</pre></details></li>`;
}

function place(at: Finding["at"]): string {
  return `<code class="place">${escaped(lineOf(at))}</code>`;
}
