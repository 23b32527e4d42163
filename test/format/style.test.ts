// The style, case by case: style.md shows plans before and after.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { format } from "../../compiler/src/format/format.ts";
import { readPage } from "../support/markdown.ts";
import { faultsOf } from "./checks.ts";

const path = join(import.meta.dirname, "style.md");
const { fences } = readPage({ path: "test/format/style.md", text: readFileSync(path, "utf8") });

/** Plans before, each with the one after it. */
const cases = fences
  .filter(({ info }) => info.includes("before"))
  .map(({ heading, section, lines }) => ({
    heading,
    before: lines.map((line) => `${line}\n`).join(""),
    after: fences
      .filter(({ info, ...fence }) => info.includes("after") && fence.section === section)
      .flatMap((fence) => fence.lines.map((line) => `${line}\n`))
      .join(""),
  }));

it("makes nothing of nothing", () => {
  expect(["", "\n \n", "\uFEFF \r\n"].map(format)).toEqual(["", "", "\uFEFF"]);
});

it("finds the cases", () => expect(cases.length).toBeGreaterThan(10));

describe.each(cases)("$heading", ({ before, after }) => {
  it("comes to what is shown", () => expect(format(before)).toBe(after));
  it("passes every check", () => expect(faultsOf(before, format)).toEqual([]));
});
