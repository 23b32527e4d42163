/** Which territory a row lies in. */
import { PayFault } from "../fault.ts";

export interface Territory<Name extends string> {
  readonly name: Name;
  /** Whether it holds the row. */
  readonly holds: boolean;
  /** Those that it wins against. */
  readonly ahead: readonly Name[];
}

/**
 * The one territory that holds a row and that no other one wins against; `elsewhere` if none holds it. `ATN9010`
 * if two are left.
 */
export function territoryOf<Name extends string>(
  row: { readonly source: string; readonly key: string },
  territories: readonly Territory<Name>[],
  elsewhere: Name,
): Name {
  const holding = territories.filter(({ holds }) => holds);
  const winners = holding.filter(({ name }) => !holding.some(({ ahead }) => ahead.includes(name)));
  const [only, other] = winners;
  if (other !== undefined || (only === undefined && holding.length > 0)) {
    const names = (other === undefined ? holding : winners).map(({ name }) => name).join(" and ");
    throw new PayFault("ATN9010", { row: row.key, source: row.source, territories: names });
  }
  return only?.name ?? elsewhere;
}
