/** The formats of what commands find, each written from one report. */
import { github } from "./github.ts";
import { html } from "./html.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import type { Report } from "./report.ts";
import { sarif } from "./sarif.ts";
import { tap } from "./tap.ts";

export const REPORTS: Readonly<Record<string, (report: Report) => string>> = {
  sarif,
  junit,
  github,
  tap,
  markdown,
  html,
};

export const REPORT_FORMATS: readonly string[] = Object.keys(REPORTS);
