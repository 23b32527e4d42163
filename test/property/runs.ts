// How long fuzzing looks, and where it starts.

/** `ATTAIN_FUZZ_RUNS=20000 npx vitest run test/property` looks longer; without it, each test says what is usual. */
export function runs(usual: number): number {
  return Number(process.env["ATTAIN_FUZZ_RUNS"] ?? usual);
}

/** Where numbers start: `ATTAIN_FUZZ_SEED=4711`. */
export const SEED = Number(process.env["ATTAIN_FUZZ_SEED"] ?? 1);

/** Plans are made of numbers that follow each other: a failure names its own. */
export function seeds(usual: number): number[] {
  return Array.from({ length: runs(usual) }, (_, i) => SEED + i);
}

/** How to see a failure again. */
export function again(seed: number): string {
  return `ATTAIN_FUZZ_SEED=${seed} ATTAIN_FUZZ_RUNS=1 npx vitest run test/property`;
}

/** Milliseconds that are enough for so many plans on a slow machine. */
export function patience(usual: number): number {
  return 20_000 + 200 * runs(usual);
}
