/** The grammar by which editors colour plans before any server answers, made from the tokens of the language. */

const LITERALS = {
  DateLiteral: "constant.numeric.date",
  PeriodLiteral: "constant.numeric.period",
  WeekPattern: "constant.numeric.pattern",
  PercentLiteral: "constant.numeric.percent",
  PointsLiteral: "constant.numeric.points",
  NumberLiteral: "constant.numeric.decimal",
};

const OPERATORS = {
  LessOrEqual: "keyword.operator.comparison",
  GreaterOrEqual: "keyword.operator.comparison",
  Less: "keyword.operator.comparison",
  Greater: "keyword.operator.comparison",
  Plus: "keyword.operator.arithmetic",
  Minus: "keyword.operator.arithmetic",
  Slash: "keyword.operator.arithmetic",
  Times: "keyword.operator.arithmetic",
};

const NOT_WITHIN_A_WORD = "(?<![\\w\\x{00C0}-\\x{D7FF}])";
const END_OF_WORD = "(?![\\w\\x{00C0}-\\x{D7FF}])";

/** `, the excess is lost`: elsewhere `the` may be a name. */
const THE = "the(?=[ \\t]+(?:excess|shortfall)\\b)";

/**
 * `tokens` are those of the lexer and `isWord` tells those that mean something; `lines` are the words that begin lines,
 * by level; `types` are the names of types that are there without being declared.
 */
export function textMateGrammar({ tokens, isWord, lines, types }) {
  const pattern = (token) => oniguruma(tokens.find(({ name }) => name === token).PATTERN);
  const scoped = (token, scope) => ({ name: `${scope}.attain`, match: pattern(token) });
  const name = pattern("Identifier");
  const words = tokens
    .filter((token) => isWord(token) === true && !(token.name in OPERATORS))
    .map(({ PATTERN }) => oniguruma(PATTERN))
    .concat(THE);
  return {
    name: "Attain",
    scopeName: "source.attain",
    fileTypes: ["plan"],
    patterns: [{ include: "#line" }, { include: "#words" }],
    repository: {
      line: {
        patterns: [
          field(name),
          heading(
            lines.file.filter((word) => word !== "shared"),
            name,
            "entity.name.type",
          ),
          heading(lines.member, name, "entity.name.function"),
          step(["shared", ...lines.step]),
        ],
      },
      words: {
        patterns: [
          scoped("DocComment", "comment.line.documentation"),
          scoped("Comment", "comment.line.double-slash"),
          { include: "#grid" },
          text(pattern("TextLiteral")),
          { name: "invalid.illegal.unclosed.attain", match: pattern("OpenText") },
          property(name),
          ...Object.entries(LITERALS).map(([token, scope]) => scoped(token, scope)),
          { name: "keyword.other.attain", match: `${NOT_WITHIN_A_WORD}${oneOf(words)}` },
          {
            name: "support.type.attain",
            match: `${NOT_WITHIN_A_WORD}${oneOf(types)}${END_OF_WORD}`,
          },
          ...Object.entries(OPERATORS).map(([token, scope]) => scoped(token, scope)),
          { name: "variable.other.attain", match: name },
          scoped("Foreign", "invalid.illegal"),
        ],
      },
      grid: grid(),
    },
  };
}

/** A JavaScript pattern, or the text that a token is, in the words of Oniguruma. */
function oniguruma(pattern) {
  const source = typeof pattern === "string" ? escaped(pattern) : pattern.source;
  return source.replace(/\\u([0-9A-F]{4})/g, "\\x{$1}").replace(/\[(?:\\.|[^\]\\])*\]/g, inClass);
}

/** There, a bracket would begin another class, and `&&` would cut two. */
function inClass(characters) {
  return `[${characters.slice(1, -1).replace(/(?<!\\)[[&]/g, "\\$&")}]`;
}

function escaped(sign) {
  return sign.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

/** Longer ones first, so that none hides another. */
function oneOf(patterns) {
  const sorted = [...new Set(patterns)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return `(?:${sorted.join("|")})`;
}

function field(name) {
  return {
    match: `^\\s*(${name})\\s*(:)`,
    captures: {
      1: { name: "variable.other.member.attain" },
      2: { name: "punctuation.separator.attain" },
    },
  };
}

/** A word that begins a declaration, perhaps after `shared`, and what is declared: `credit Bookings`, but `quota means`. */
function heading(words, name, scope) {
  return {
    match: `^\\s*(?:(shared)\\s+)?(${oneOf(words)})${END_OF_WORD}(?:\\s+(?!means${END_OF_WORD})(${name}))?`,
    captures: {
      1: { name: "keyword.control.attain" },
      2: { name: "keyword.control.attain" },
      3: { name: `${scope}.attain` },
    },
  };
}

function step(words) {
  return {
    match: `^\\s*(${oneOf(words)})${END_OF_WORD}`,
    captures: { 1: { name: "keyword.control.attain" } },
  };
}

function text(literal) {
  return {
    name: "string.quoted.double.attain",
    match: literal,
    captures: {
      0: { patterns: [{ name: "constant.character.escape.attain", match: "\\\\." }] },
    },
  };
}

function property(name) {
  return {
    match: `(\\.)\\s*(${name})`,
    captures: {
      1: { name: "punctuation.accessor.attain" },
      2: { name: "variable.other.member.attain" },
    },
  };
}

/** A line of cells. The cells of a heading may say what they are for. */
function grid() {
  const bar = { name: "punctuation.separator.table.attain" };
  const cell = `(\\|)(?:\\s*(given|expect)${END_OF_WORD})?`;
  const captures = { 1: bar, 2: { name: "keyword.other.attain" } };
  return {
    name: "meta.table.attain",
    begin: cell,
    end: "$",
    beginCaptures: captures,
    patterns: [{ match: cell, captures }, { include: "#words" }],
  };
}
