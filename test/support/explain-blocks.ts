// Runs the explanations in pages of documentation: below `<!-- explains: TITLE | PAYEE -->` stands how that test's payout
// comes about. A line `…` stands for any lines that are left out.
import { agrees } from "./console-blocks.ts";
import { explainedText } from "./explained.ts";
import type { Fence, Page } from "./markdown.ts";
import { checkText, documentsOf, textOf } from "./plan-blocks.ts";
import { trimmed } from "./printed.ts";

const EXPLAINS = /^\s*<!--\s*explains:\s*([^|]*?)\s*(?:\|\s*(\S+)\s*)?-->\s*$/;

/** One text for each explanation that isn't as the page shows it. */
export function explainFaults(page: Page): string[] {
  const lines = page.text.replaceAll("\r\n", "\n").split("\n");
  return lines.flatMap((line, i) => {
    const found = EXPLAINS.exec(line);
    if (found === null) return [];
    const [, title = "", payee] = found;
    const fence = page.fences.find((one) => one.line > i + 1);
    const place = `${page.path}:${i + 1}`;
    if (fence?.info[0] !== "text") return [`${place} has no block of text below it.`];
    return faultsOf(page, place, fence, title, payee);
  });
}

function faultsOf(
  page: Page,
  place: string,
  fence: Fence,
  title: string,
  payee: string | undefined,
): string[] {
  const document = documentsOf(page).find(
    ({ blocks, bad }) =>
      bad === undefined && textOf({ page: page.path, blocks }).includes(`test "${title}"`),
  );
  if (document === undefined)
    return [`${place} explains "${title}", which no plan of the page tests.`];
  const text = explainedText(checkText(textOf(document)), title, payee);
  const printed = trimmed(text.split("\n"));
  return agrees(trimmed(fence.lines), printed)
    ? []
    : [`${place} "${title}" is explained by\n${printed.join("\n")}`];
}
