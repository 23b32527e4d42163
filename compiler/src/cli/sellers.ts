/** People of a run as those whose pay can be looked at as if they had sold more or less. */
import type { Period } from "@attain/runtime";
import { Evaluator } from "../evaluate/evaluator.ts";
import type { Dataset } from "../ir/dataset.ts";
import { narrowed } from "../what-if/narrow-data.ts";
import type { Seller } from "../what-if/seller.ts";
import type { Planned } from "./programs.ts";

export function sellerOf(
  { program, plan }: Planned,
  data: Dataset,
  payee: string,
  period: Period,
): Seller {
  const own = narrowed(program, plan, data, payee);
  return {
    plan,
    payee,
    period,
    evaluator: (changed, instead) => new Evaluator(program, changed, own, instead),
  };
}
