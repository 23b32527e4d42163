// Texts that are made of others: spaced otherwise, which reads the same, or damaged, which may read as anything.
import type { IToken } from "chevrotain";
import { lex } from "../../compiler/src/syntax/lexer.ts";
import { type Line, wordsIn } from "../../compiler/src/syntax/lines.ts";
import type { Draw } from "../support/generators-draw.ts";

/** A place in a text, and what stands there instead. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text with other space between its words, other indentation and other breaks, which reads the same. */
export function respaced(text: string, draw: Draw): string {
  const unit = draw.pick([" ", "  ", "   ", "    ", "\t"]);
  const { lines, comments } = lex({ path: "a.plan", text });
  const changes = [
    ...lines.flatMap((line) => [...between(line, unit, draw), ...inGrid(line, draw)]),
    ...comments.flatMap((comment) => beforeNote(text, comment, draw)),
  ].sort((a, b) => a.start - b.start);
  return indented(changed(text, changes), unit, draw);
}

/** More or less space between two words, or a break where the second one can't be taken for the beginning of a line. */
function between({ tokens, block, inPlan }: Line, unit: string, draw: Draw): Change[] {
  const words = wordsIn(block, inPlan);
  return tokens.slice(1).flatMap((token, i) => {
    const [start, end] = [endOf(tokens[i]), token.startOffset];
    const beginsLine = Object.hasOwn(words, token.image) || tokens[i]?.endLine !== token.startLine;
    if (!beginsLine && draw.chance(3)) return [{ start, end, text: `\n${unit.repeat(8)}` }];
    if (tokens[i]?.endLine !== token.startLine) return [];
    const isTight = start === end;
    if (isTight && !/^[,()?]$/.test(token.image)) return [];
    return [{ start, end, text: isTight ? draw.pick(["", " "]) : space(draw) }];
  });
}

/** Space around the bars of a grid. */
function inGrid({ grid }: Line, draw: Draw): Change[] {
  return grid.flatMap(({ image, startOffset }) =>
    [...image.matchAll(/ *(?<!\\)\| */g)].map(({ 0: bar, index }) => ({
      start: startOffset + index,
      end: startOffset + index + bar.length,
      text: `${index === 0 ? "" : draw.pick(["", " ", "   "])}|${draw.pick(["", " ", "  "])}`,
    })),
  );
}

function beforeNote(text: string, { startOffset }: IToken, draw: Draw): Change[] {
  const before = /\S([ \t]+)$/.exec(text.slice(0, startOffset))?.[1];
  const start = startOffset - (before?.length ?? 0);
  return before === undefined ? [] : [{ start, end: startOffset, text: space(draw) }];
}

function space(draw: Draw): string {
  return draw.pick([" ", " ", "  ", "   ", "\t", "\u00A0"]);
}

/** The same steps of indentation in another unit, other empty lines, and space at the ends of lines. */
function indented(text: string, unit: string, draw: Draw): string {
  return text
    .split("\n")
    .map((line) => {
      if (line.trim() === "") return draw.pick(["", "", "   ", "\n"]);
      const indent = /^ */.exec(line)?.[0].length ?? 0;
      const isCanonical = !line.startsWith("\t") && indent % 2 === 0;
      const start = isCanonical ? unit.repeat(indent / 2) : line.slice(0, indent);
      return start + line.slice(indent) + draw.pick(["", "", "", "  "]);
    })
    .join("\n");
}

/** Signs and words whose meaning depends most on what stands beside them. */
const BITS = [
  ..."\n | \" ' ( ) , : . ? % ; { } $ \\ -".split(" "),
  ..."\n\n,  ,\t,\u00A0,\r\n".split(","),
  ...'// why,/// why,| a | b |,`a b`,"text",5%,1,000 USD,2026-01-01,FY2026-Q1'.split(","),
  ..."x,is,of,to,by,at,and,or,if,then,else,per,pay,gives,means,when,otherwise".split(","),
  ..."plan P,test,source S,people,shared,quota,rates,component c,payout,cases".split(","),
  ..."where,from,for,above,below,given,expect,earns,never,rounded,up to,the rest".split(","),
  ..."year\n      to date,quarter to date,half up,one of,日本,é".split(","),
];

/** A piece of a text after a few accidents. */
export function damaged(text: string, draw: Draw): string {
  const lines = text.split("\n");
  const start = draw.chance(50) ? 0 : draw.int(0, lines.length - 1);
  let result = lines.slice(start, start + draw.int(5, 40)).join("\n");
  for (let i = draw.int(1, 4); i > 0; i -= 1) result = accident(result, draw);
  return result;
}

function accident(text: string, draw: Draw): string {
  const at = draw.int(0, text.length);
  const bit = draw.pick(BITS);
  const spaces = [...text.matchAll(/ +/g)];
  switch (draw.int(1, 4)) {
    case 1:
      return text.slice(0, at) + text.slice(at + draw.int(1, 3));
    case 2:
      return text.slice(0, at) + draw.pick([bit, ` ${bit} `]) + text.slice(at);
    case 3: {
      const lines = text.split("\n");
      const i = draw.int(0, lines.length - 1);
      lines[i] = " ".repeat(draw.int(0, 8)) + (lines[i] ?? "").trimStart();
      return lines.join("\n");
    }
    default: {
      const gap = spaces[draw.int(0, Math.max(0, spaces.length - 1))];
      if (gap === undefined) return text;
      const text2 = draw.pick([
        "\n      ",
        "\n",
        "  // why\n        ",
        "\n          // why\n      ",
      ]);
      return changed(text, [{ start: gap.index, end: gap.index + gap[0].length, text: text2 }]);
    }
  }
}

function changed(text: string, changes: readonly Change[]): string {
  let result = "";
  let done = 0;
  for (const { start, end, text: other } of changes) {
    result += text.slice(done, start) + other;
    done = end;
  }
  return result + text.slice(done);
}

function endOf(token: IToken | undefined): number {
  return (token?.startOffset ?? 0) + (token?.image.length ?? 0);
}
