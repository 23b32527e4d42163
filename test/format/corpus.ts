// Every plan of the repository: those in files, and those in pages of documentation.
import { readPage } from "../support/markdown.ts";
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
  const pages = files.filter(({ path }) => /^(?:README|docs\/.*)\.md$/.test(path)).map(readPage);
  const blocks = pages.flatMap((page) =>
    documentsOf(page).map((document) => ({
      name: `${page.path}:${document.blocks.at(-1)?.line ?? 0}`,
      text: document.blocks.flatMap(({ lines }) => [...withoutMarks(lines), ""]).join("\n"),
    })),
  );
  return [...plans, ...blocks];
}
