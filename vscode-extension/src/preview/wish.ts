/** How what is wished for changes with one choice. */
import type { Wish } from "../messages.ts";

/** Another plan or test has other people, periods and bounds. Nothing chosen is the server's choice. */
export function wishWith(wish: Wish, name: keyof Wish, value: string | boolean): Wish {
  const dropped: readonly string[] = [name, ...(RESET[name] ?? [])];
  const kept = Object.fromEntries(
    Object.entries(wish).filter(([key]) => !dropped.includes(key)),
  ) as Wish;
  return value === "" || value === false ? kept : { ...kept, [name]: value };
}

const RESET: Readonly<Partial<Record<keyof Wish, readonly (keyof Wish)[]>>> = {
  plan: ["payee", "period", "test", "reached"],
  test: ["payee", "period", "reached"],
  payee: ["reached"],
  period: ["reached"],
};
