// How long fuzzing looks, and where it starts.

/** `ATTAIN_FUZZ_RUNS=20000 npx vitest run test/property` looks longer; without it, each test says what is usual. */
export function runs(usual: number): number {
  return Number(process.env["ATTAIN_FUZZ_RUNS"] ?? usual);
}

/** Plans are made of numbers that follow each other: a failure names its own, which `ATTAIN_FUZZ_SEED` starts from. */
export function seeds(usual: number): number[] {
  const first = Number(process.env["ATTAIN_FUZZ_SEED"] ?? 1);
  return Array.from({ length: runs(usual) }, (_, i) => first + i);
}

/** How to see a failure again. */
export function again(seed: number): string {
  return `ATTAIN_FUZZ_SEED=${seed} ATTAIN_FUZZ_RUNS=1 npx vitest run test/property`;
}

/** Milliseconds that are enough for so many plans on a slow machine. */
export function patience(usual: number): number {
  return 20_000 + 200 * runs(usual);
}
