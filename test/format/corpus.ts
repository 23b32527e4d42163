// Every plan of the repository: those in files, and those in pages of documentation.
import { fileOf } from "../support/console-blocks.ts";
import { type Fence, type Page, readPage } from "../support/markdown.ts";
import { documentsOf } from "../support/plan-blocks.ts";
import { withoutMarks } from "../support/plan-marks.ts";
import { repositoryFiles } from "../support/repository.ts";

export interface Text {
  readonly name: string;
  readonly text: string;
}

export function planTexts(): Text[] {
  const files = repositoryFiles();
  const plans = files
    .filter(({ path }) => path.endsWith(".plan"))
    .map(({ path, text }) => ({ name: path, text }));
  // The page about formatting has plans that aren't formatted.
  const pages = files
    .filter(({ path }) => /^(?:README|docs\/(?!format).*)\.md$/.test(path))
    .map(readPage);
  return [...plans, ...pages.flatMap((page) => [...documentsIn(page), ...filesIn(page)])];
}

/** The plans that are made of blocks. */
function documentsIn(page: Page): Text[] {
  return documentsOf(page).map(({ blocks }) => textOf(page, blocks));
}

/** The plans that are files of a project. */
function filesIn(page: Page): Text[] {
  return page.fences
    .filter((fence) => fence.info[0] === "plan" && fileOf(fence) !== undefined)
    .map((fence) => textOf(page, [fence]));
}

function textOf({ path }: Page, blocks: readonly Fence[]): Text {
  return {
    name: `${path}:${blocks.at(-1)?.line ?? 0}`,
    text: blocks.flatMap(({ lines }) => [...withoutMarks(lines), ""]).join("\n"),
  };
}
