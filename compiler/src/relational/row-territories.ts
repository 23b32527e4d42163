/** The territory that a row lies in, in the integer form. */
import { known } from "../base/assert.ts";
import * as form from "../integer/form.ts";
import type { Bool, Text } from "../integer/form.ts";
import type * as ir from "../ir/ir.ts";
import { type Lowered, ofText } from "./lowered.ts";
import { conditionOf, referred, type RowContext } from "./row-context.ts";
import type { RowPlace } from "./row-reader.ts";

export function lowerTerritory(c: RowContext, node: ir.InTerritory): Lowered {
  return referred(c, node.at, (row) => ofText(territoryOf(c, node, row)));
}

/** The one that holds the row and that no other one wins against; where that isn't one, the row is in doubt. */
function territoryOf(c: RowContext, { source, territories }: ir.InTerritory, at: RowPlace): Text {
  const map = known(
    c.reader.source(source).territories.find(({ name }) => name === territories),
    `the territories ${territories}`,
  );
  const holding = map.territories.map(({ where }) => conditionOf({ ...c, at }, where));
  const winners = map.territories.map(({ name }, i) => {
    const beaten = some(holding.filter((_, j) => map.territories[j]?.ahead.includes(name)));
    return form.and(holding[i] ?? form.NO, form.not(beaten));
  });
  const isHeld = some(holding);
  c.reader.doubt(form.and(isHeld, form.not(some(winners))));
  winners.forEach((one, i) => {
    c.reader.doubt(form.and(one, some(winners.slice(i + 1))));
  });
  if (map.elsewhere === undefined) c.reader.doubt(form.not(isHeld));
  return map.territories.reduceRight<Text>(
    (rest, { name }, i) =>
      form.chooseText(winners[i] ?? form.NO, { op: "text", value: name }, rest),
    { op: "text", value: map.elsewhere ?? "" },
  );
}

function some(conditions: readonly Bool[]): Bool {
  return conditions.reduce<Bool>(form.or, form.NO);
}
