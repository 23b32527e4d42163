/** Statements and the accepted ones, as people read it, as JSON, and as tests in other formats. */
import { counted } from "../base/text.ts";
import type { Case } from "./formats/report.ts";
import type { Golden } from "./golden.ts";
import { type Io, paintOf } from "./io.ts";
import type { Places } from "./places.ts";

export function isHeld({ fate }: Golden): boolean {
  return fate === "as accepted" || fate === "accepted now";
}

export function reportGoldens(io: Io, places: Places, goldens: readonly Golden[]): void {
  if (goldens.length === 0) return;
  const paint = paintOf(io);
  for (const golden of goldens) {
    const { name, path, fate, lines } = golden;
    if (fate === "as accepted") continue;
    const word = isHeld(golden) ? paint.dim("accepts") : paint.severity("error", "fails  ");
    io.out(`${word} ${paint.strong(`statement ${name}`)}  ${paint.dim(places.path(path))}\n`);
    if (!isHeld(golden)) io.out(`${detailsOf(golden, lines).map(indented).join("")}\n`);
  }
  const failed = goldens.filter((golden) => !isHeld(golden)).length;
  const counts =
    failed === 0 ? "as accepted" : `${goldens.length - failed} as accepted, ${failed} not`;
  io.out(`${counted(goldens.length, "statement")}: ${counts}\n`);
}

function detailsOf({ name, fate }: Golden, lines: readonly string[]): string[] {
  const accept = `attain test --accept ${name} accepts it.`;
  switch (fate) {
    case "differs":
      return [...lines, "", `If that is what should be paid: ${accept}`];
    case "not accepted yet":
      return [...lines, "", `Nobody has accepted this statement yet: ${accept}`];
    default:
      return [...lines];
  }
}

function indented(line: string): string {
  return `${`        ${line}`.trimEnd()}\n`;
}

export function goldenCases(places: Places, goldens: readonly Golden[]): Case[] {
  return goldens.map((golden) => {
    const { name, path, fate, lines } = golden;
    const at = { file: places.path(path), line: 1, column: 1, endLine: 1, endColumn: 1 };
    const told = { title: `statement ${name}`, plan: "statements", at };
    if (isHeld(golden)) return told;
    return { ...told, failure: { message: fate, details: detailsOf(golden, lines).join("\n") } };
  });
}

export function goldenJson(
  { name, path, fate, lines }: Golden,
  places: Places,
): Record<string, unknown> {
  return { name, file: places.path(path), is: fate, lines };
}
