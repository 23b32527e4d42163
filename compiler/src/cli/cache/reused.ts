/** What of a run was computed, and what is as it was in an earlier one. */
import { counted } from "../../base/text.ts";
import type { Paid } from "../pay.ts";

interface People {
  readonly computed: number;
  readonly unchanged: number;
}

/** Somebody who is paid twice counts once, and as computed if any of it was. */
export function peopleOf(paid: readonly Paid[]): People {
  const computed = new Set(paid.flatMap(({ result }) => result.computed));
  const all = new Set(paid.flatMap(({ result }) => result.payees.map(({ payee }) => payee)));
  return { computed: computed.size, unchanged: all.size - computed.size };
}

/** A line for people, where anything is unchanged. */
export function reusedText(paid: readonly Paid[]): string {
  const { computed, unchanged } = peopleOf(paid);
  if (unchanged === 0) return "";
  const all = counted(computed + unchanged, "person", "people");
  return `\n${computed} of ${all} computed, ${unchanged} unchanged since an earlier run\n`;
}
