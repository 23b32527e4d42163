/**
 * The grammar as it reads lines, without the analysis that chevrotain makes of it: what that finds out was found out when
 * the grammar was written. A text with a fault has it made after all, since messages and recovery need all of it.
 */
import { type IToken, tokenMatcher, type TokenType } from "chevrotain";
import { Grammar } from "./grammar.ts";
import { FOLLOWING, LOOKAHEAD } from "./prepared.generated.ts";
import { ALL_TOKENS } from "./tokens.ts";

/** Which alternative the next tokens lead into; undefined if none. */
type Choice = (this: Reader) => number | undefined;
/** Whether the next tokens lead into what is optional. */
type Entry = (this: Reader) => boolean;

/** What chevrotain's parser is made of, of which its types say nothing. */
interface Reader {
  selfAnalysisDone: boolean;
  readonly lookAheadFuncsCache: Map<number, Choice | Entry>;
  readonly firstAfterRepMap: Record<number, Following>;
  readonly fullRuleNameToShort: Readonly<Record<string, number>>;
  readonly currRuleShortName: number;
  getCurrRuleFullName(): string;
  /** The token so many places ahead. */
  LA_FAST(places: number): IToken;
}

interface Following {
  readonly token: TokenType | undefined;
  readonly occurrence: number | undefined;
  readonly isEndOfRule: boolean;
}

/** What is left to the analysis. */
const LEFT = ["gastProductionsCache", "resyncFollows"] as const;

let analysed: Grammar | undefined;

export class PreparedGrammar extends Grammar {
  protected override performSelfAnalysis(): void {
    const reader = this as unknown as Reader;
    reader.selfAnalysisDone = true;
    for (const [rule, table] of Object.entries(FOLLOWING)) {
      for (const [construct, text] of Object.entries(table)) {
        const key = written(reader.fullRuleNameToShort[rule], rule) | Number(construct);
        reader.firstAfterRepMap[key] = followingOf(text);
      }
    }
    for (const name of LEFT) {
      Object.defineProperty(this, name, {
        get: () => (analysed ??= new Grammar())[name as keyof Grammar],
      });
    }
    madeFast(this);
  }

  /** Made when it is first asked for, as most lines are of a few kinds. Its name is chevrotain's. */
  protected getLaFuncFromCache(key: number): Choice | Entry {
    const reader = this as unknown as Reader;
    const known = reader.lookAheadFuncsCache.get(key);
    if (known !== undefined) return known;
    const construct = key ^ reader.currRuleShortName;
    const rule = reader.getCurrRuleFullName();
    const alternatives = written(LOOKAHEAD[rule]?.[construct], rule).split("|").map(pathsOf);
    const made = construct >> 8 === 1 ? choiceOf(alternatives) : entryOf(alternatives.flat());
    reader.lookAheadFuncsCache.set(key, made);
    return made;
  }
}

/** V8 reads the properties of an object fast, many as they are, once another has read them from it as its prototype. */
function madeFast(grammar: Grammar): void {
  const heir = Object.create(grammar) as Grammar;
  const read = (): unknown => heir.fileLine;
  for (let i = 0; i < 100; i += 1) read();
}

const TOKENS: ReadonlyMap<string, TokenType> = new Map(ALL_TOKENS.map((type) => [type.name, type]));

function tokenNamed(name: string): TokenType {
  return written(TOKENS.get(name), name);
}

/** What the tables and the grammar must agree on. */
function written<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`${name} is not as it was prepared: npm run generate.`);
  return value;
}

function followingOf(text: string): Following {
  const [token = "", occurrence] = text.split(" ");
  return occurrence === undefined
    ? { token: undefined, occurrence: undefined, isEndOfRule: token === "end" }
    : { token: tokenNamed(token), occurrence: Number(occurrence), isEndOfRule: false };
}

type Path = readonly TokenType[];

function pathsOf(text: string): readonly Path[] {
  return text.split(",").map((path) => (path === "" ? [] : path.split(" ").map(tokenNamed)));
}

function choiceOf(alternatives: readonly (readonly Path[])[]): Choice {
  const chosen: (number | undefined)[] = [];
  for (const [i, paths] of alternatives.entries()) {
    for (const type of firstsOf(paths)) chosen[type] ??= i;
  }
  if (alternatives.every(isByOne)) {
    return function () {
      return chosen[this.LA_FAST(1).tokenTypeIdx];
    };
  }
  return function () {
    for (let i = 0; i < alternatives.length; i += 1)
      if (leadsInto(this, alternatives[i] ?? [])) return i;
    return undefined;
  };
}

function entryOf(paths: readonly Path[]): Entry {
  const isFirst: (boolean | undefined)[] = [];
  for (const type of firstsOf(paths)) isFirst[type] = true;
  if (isByOne(paths)) {
    return function () {
      return isFirst[this.LA_FAST(1).tokenTypeIdx] === true;
    };
  }
  return function () {
    return leadsInto(this, paths);
  };
}

function isByOne(paths: readonly Path[]): boolean {
  return paths.every(({ length }) => length === 1);
}

/** The types that paths begin with, and those of their categories. */
function firstsOf(paths: readonly Path[]): readonly number[] {
  return paths.flatMap(([first]) =>
    first === undefined ? [] : [first.tokenTypeIdx ?? 0, ...(first.categoryMatches ?? [])],
  );
}

function leadsInto(reader: Reader, paths: readonly Path[]): boolean {
  for (const path of paths) {
    let i = 0;
    while (i < path.length && isOf(reader.LA_FAST(i + 1), path[i])) i += 1;
    if (i === path.length) return true;
  }
  return false;
}

function isOf(token: IToken, type: TokenType | undefined): boolean {
  return type !== undefined && tokenMatcher(token, type);
}
