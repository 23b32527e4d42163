// Plans that are spaced otherwise come to the same text; damaged ones keep all that is in them.
import { expect, it } from "vitest";
import { format, formatRange } from "../../compiler/src/format/format.ts";
import { parse } from "../../compiler/src/syntax/parser.ts";
import { generate } from "../support/generators.ts";
import { Draw } from "../support/generators-draw.ts";
import { applied } from "./applied.ts";
import { faultsOf } from "./checks.ts";
import { planTexts } from "./corpus.ts";
import { damaged, respaced } from "./mutations.ts";

/** How often each is tried: `ATTAIN_FUZZ_RUNS=100000 npm test` looks longer. */
const RUNS = Number(process.env["ATTAIN_FUZZ_RUNS"] ?? 1000);
const LONG = { timeout: 60_000 + RUNS * 50 };

const texts = planTexts().map(({ text }) => text);
const readable = texts.filter((text) => parse({ path: "a.plan", text }).diagnostics.length === 0);

it("has plans to start from", () => {
  expect(readable.length).toBeGreaterThan(200);
  expect(texts.length).toBeGreaterThan(readable.length);
});

it("brings every spacing to the same text", LONG, () => {
  for (let seed = 1; seed <= RUNS / 4; seed += 1) {
    const draw = new Draw(seed);
    const text = draw.pick(readable);
    const other = respaced(text, draw);
    expect(format(other), `seed ${seed}`).toBe(format(text));
  }
});

it("passes every check on damaged plans", LONG, () => {
  for (let seed = 1; seed <= RUNS / 2; seed += 1) {
    const draw = new Draw(seed);
    const text = damaged(draw.pick(texts), draw);
    expect(faultsOf(text, format), `seed ${seed}\n${text}`).toEqual([]);
  }
});

it("passes every check on generated plans", LONG, () => {
  for (let seed = 1; seed <= RUNS / 40; seed += 1) {
    const { plan } = generate(seed);
    expect(faultsOf(plan, format), `seed ${seed}`).toEqual([]);
  }
});

it("formats a part of a plan without harm to the rest", LONG, () => {
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const draw = new Draw(seed);
    const text = damaged(draw.pick(texts), draw);
    const from = draw.int(0, text.length);
    const part = applied(text, formatRange(text, from, draw.int(from, text.length)));
    expect(format(part), `seed ${seed}\n${text}`).toBe(format(text));
  }
});
