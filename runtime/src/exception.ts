/** Exceptions to a measure or a component. */
import { PayFault } from "./fault.ts";

/** The label of the one exception that holds; undefined if none does. `ATN9011` if two do. */
export function liveException<Label extends string>(
  name: string,
  exceptions: readonly { readonly label: Label; readonly holds: boolean }[],
): Label | undefined {
  const [only, other] = exceptions.filter(({ holds }) => holds);
  if (only !== undefined && other !== undefined)
    throw new PayFault("ATN9011", { name, exceptions: `"${only.label}" and "${other.label}"` });
  return only?.label;
}
