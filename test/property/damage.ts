// Ways to damage a text as people and programs do: words that change places, lines that are gone, halves of other files.
import type { Draw } from "../support/generators-draw.ts";

type Damage = (draw: Draw, text: string, others: readonly string[]) => string;

const WORDS = /\s+|\w+|[^\w\s]/g;

/** Changes some of the words; most of what comes out is still nearly a plan. */
function onWords(change: (draw: Draw, words: string[], at: number) => void): Damage {
  return (draw, text) => {
    const words = text.match(WORDS) ?? [];
    if (words.length < 2) return text;
    for (let i = draw.int(1, 3); i > 0; i -= 1) change(draw, words, draw.int(0, words.length - 2));
    return words.join("");
  };
}

function onLines(change: (draw: Draw, lines: string[], at: number) => void): Damage {
  return (draw, text) => {
    const lines = text.split("\n");
    change(draw, lines, draw.int(0, lines.length - 1));
    return lines.join("\n");
  };
}

const STRANGE = [
  "\u0000",
  "\uFEFF",
  "\u00A0",
  "\u202E",
  "\uD83D\uDE00",
  "\uD800",
  "ß",
  "中",
  "\r",
  "\t",
];
const SIGNS = "()|,.:%\"`-+/*<>=!?#;{}[]€$~^&@\\'".split("");
const PIECES = [
  "((",
  "))",
  " otherwise ",
  " when ",
  " where ",
  " of ",
  " and ",
  " per Quarter",
  " year to date",
  " last Year",
  " at start",
  " weighted by days",
  "payee.",
  " is present",
  "-1",
  "0",
  "1e9",
  "99999999999999999999",
  "0000-00-00",
  "9999-12-31",
  "FY0000",
  "2026-02-30",
  "FY2026-Q9",
  "shared ",
  "/// ",
  "// ",
  'import "',
  "__proto__",
  "constructor",
  "undefined",
  "null",
  "total ",
  "count of ",
  "greatest of (",
  "if ",
  " then ",
  " else ",
];

const DAMAGES: readonly Damage[] = [
  onWords((draw, words, at) => words.splice(at, draw.int(1, 4))),
  onWords((draw, words, at) => words.splice(at, 0, draw.pick(PIECES))),
  onWords((draw, words, at) => words.splice(at, 0, draw.pick(SIGNS))),
  onWords((draw, words, at) => words.splice(at, 0, draw.pick(STRANGE))),
  onWords((draw, words, at) => {
    const other = draw.int(0, words.length - 1);
    [words[at], words[other]] = [words[other] ?? "", words[at] ?? ""];
  }),
  onWords((draw, words, at) => {
    words[at] = words[draw.int(0, words.length - 1)] ?? "";
  }),
  onWords((draw, words, at) => {
    const word = words[at] ?? "";
    const place = draw.int(0, word.length);
    words[at] = word.slice(0, place) + draw.pick([...SIGNS, "x", "1", " "]) + word.slice(place + 1);
  }),
  onLines((draw, lines, at) => lines.splice(at, draw.int(1, 5))),
  onLines((draw, lines, at) => lines.splice(at, 0, ...lines.slice(at, at + draw.int(1, 8)))),
  onLines((draw, lines, at) => lines.splice(draw.int(0, lines.length), 0, ...lines.splice(at, 1))),
  onLines((draw, lines, at) => {
    lines[at] = `${" ".repeat(draw.int(0, 8))}${(lines[at] ?? "").trimStart()}`;
  }),
  onLines((_, lines, at) => {
    lines.splice(at, 2, `${lines[at] ?? ""} ${(lines[at + 1] ?? "").trim()}`);
  }),
  (draw, text, others) => {
    const other = draw.pick(others);
    const [start, place] = [draw.int(0, other.length), draw.int(0, text.length)];
    return text.slice(0, place) + other.slice(start, start + draw.int(1, 800)) + text.slice(place);
  },
  (draw, text) => text.slice(draw.int(0, text.length)),
  (draw, text) => text.slice(0, draw.int(0, text.length)),
  (_, text) => text.replaceAll("\n", "\r\n"),
];

/** The text with one to three kinds of damage. */
export function damaged(draw: Draw, text: string, others: readonly string[]): string {
  let damage = text;
  for (let i = draw.int(1, 3); i > 0; i -= 1) damage = draw.pick(DAMAGES)(draw, damage, others);
  return damage;
}
