/** What attain.json says of a file, or a source of its rows, that SQL isn't told: such files are read the other way. */
import { dateFormatOf, delimiterOf, type SourceSettings } from "../data/settings.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { declaredNumber } from "../relational/declared.ts";
import { isKnownFormat } from "./dates.ts";

type Reasons = readonly (readonly [holds: boolean, reason: string])[];

export function refuseUnusual(source: ir.Source, settings: SourceSettings): void {
  const reasons = [
    ...ofSource(source),
    ...ofSettings(settings),
    ...source.fields.flatMap((field) => ofField(source, field, settings)),
  ];
  const [found] = reasons.filter(([holds]) => holds);
  if (found !== undefined) throw new Unsupported(found[1], source.origin);
}

function ofSource({ fields, validity }: ir.Source): Reasons {
  const names = new Set(fields.map(({ name }) => name.toLowerCase()));
  return [
    [validity !== undefined, "its rows are valid on different days"],
    [fields.every(({ optional }) => optional), "no cell of it must be there"],
    [names.size < fields.length, "two of its fields differ in capitals alone"],
  ];
}

function ofSettings(settings: SourceSettings): Reasons {
  const delimiter = delimiterOf(settings);
  return [
    [settings.distinct, "rows that are the same count once"],
    [settings.values.size > 0, "attain.json says what other spellings mean"],
    [settings.numbers === "1.234,50", "its numbers have a comma before the decimals"],
    [
      settings.numbers === undefined && delimiter === ";",
      "its file doesn't say whether a comma or a point separates decimals",
    ],
    [!/^[,;|\t]$/.test(delimiter), "its cells are separated by another sign"],
  ];
}

function ofField(source: ir.Source, field: ir.SourceField, settings: SourceSettings): Reasons {
  const { name, type, percent, places, limits } = field;
  const isKey = source.keys.includes(name);
  const { lo, hi } = declaredNumber(field).range;
  const format = type.kind === "date" ? dateFormatOf(settings, name) : undefined;
  return [
    [percent && (places ?? 2) < 2, "its percents have no place for their digits"],
    [limits.length > 1 && lo === hi, "limits of a field leave one number, or none"],
    [isKey && (type.kind === "number" || type.kind === "yes or no"), "its key isn't a text"],
    [format !== undefined && (isKey || !isKnownFormat(format)), "its dates are written out"],
    [
      type.kind === "number" && type.unit.startsWith("Money in "),
      "its amounts are in the currency that each row names",
    ],
  ];
}
