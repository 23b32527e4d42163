/** Lines to declarations: each heading takes the lines below it, up to the next heading. */
import type { CstNode } from "chevrotain";
import { strayGrid } from "../../diagnostics/catalogue/reading.ts";
import { diagnose } from "../../diagnostics/diagnostic.ts";
import { type Span, cover } from "../../text/source-file.ts";
import type { Declaration } from "../ast/file.ts";
import type { PlanMember } from "../ast/plan.ts";
import type * as cst from "../cst.generated.ts";
import type { Line } from "../lines.ts";
import type { Block } from "./block.ts";
import { type Builder, first } from "./nodes.ts";
import { plan, planMember } from "./plans.ts";
import { calendar, importFile, namedType, source, unit } from "./sources.ts";
import { territories } from "./territories.ts";
import { scenario } from "./scenarios.ts";
import { test } from "./tests.ts";

/** A line that has been read. */
export interface Part {
  readonly line: Line;
  readonly node: CstNode;
  readonly span: Span;
  /** Whether all of it could be read. */
  readonly isWhole: boolean;
}

export function assemble(b: Builder, parts: readonly Part[]): Declaration[] {
  return blocks(parts, ({ line }) => line.level === "file" || line.shared).flatMap(
    (block) => declaration(b, block) ?? [],
  );
}

/** Splits lines into blocks, each of a heading and what follows it. */
function blocks(parts: readonly Part[], isHeading: (part: Part) => boolean): Block[] {
  const found: { head: Part; lines: Part[] }[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (last === undefined || isHeading(part)) found.push({ head: part, lines: [] });
    else last.lines.push(part);
  }
  return found.map(({ head, lines }) => ({
    head: head.node,
    lines: lines.map(({ node, line, span }) => ({ node, grid: line.grid, span })),
    parts: lines,
    grid: head.line.grid,
    span: cover(head.span, lines.at(-1)?.span ?? head.span),
  }));
}

/** What may have grids below its lines. */
const WITH_GRIDS: ReadonlySet<string> = new Set(["plan", "test", "scenario"]);

function declaration(b: Builder, block: Block): Declaration | undefined {
  if (block.head.name === "memberLine") {
    const member = planMember(b, block);
    return member === undefined ? undefined : { kind: "Shared", member, span: block.span };
  }
  if (block.head.name !== "fileLine") return undefined;
  const [kind] = Object.values((block.head as cst.FileLineCstNode).children).flat();
  if (kind !== undefined && !WITH_GRIDS.has(kind.name)) reportStrayGrid(b, block);
  switch (kind?.name) {
    case "importFile":
      return importFile(kind);
    case "calendar":
      return calendar(kind);
    case "unit":
      return unit(kind);
    case "namedType":
      return namedType(b, kind);
    case "source":
      return source(b, kind, block);
    case "territories":
      return territories(b, kind, block);
    case "plan":
      return plan(b, kind, block, members(b, block));
    case "test":
      return test(b, kind, block);
    case "scenario":
      return scenario(b, kind, block);
    default:
      return undefined;
  }
}

const isMember = (part: Part): boolean => part.line.level === "member";

function members(b: Builder, { parts }: Block): PlanMember[] {
  const start = parts.findIndex(isMember);
  if (start === -1) return [];
  return blocks(parts.slice(start), isMember).flatMap((block) => planMember(b, block) ?? []);
}

function reportStrayGrid(b: Builder, { grid, lines }: Block): void {
  const token = first([...grid, ...lines.flatMap((line) => line.grid)]);
  if (token === undefined) return;
  const span = { start: token.startOffset, end: token.startOffset + token.image.length };
  b.report(diagnose(strayGrid, { file: b.file, span }, {}));
}
