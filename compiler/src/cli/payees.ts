/** People as they are called, and as they are looked for: by key or name, whatever the capitals and accents. */
import { nearest } from "../base/text.ts";
import { Evaluator } from "../evaluate/evaluator.ts";
import { eligible } from "../evaluate/run.ts";
import type { Dataset, DataTable } from "../ir/dataset.ts";
import { UsageError } from "./arguments.ts";
import type { Planned } from "./programs.ts";
import type { Ready } from "./ready.ts";

/** The `name` of a person where the source has one, else the key. */
export function nameOfPayee({ plan }: Planned, data: Dataset, key: string): string {
  const table = data.get(plan.people);
  return (table && namesIn(table).get(key)) ?? key;
}

const namesByTable = new WeakMap<DataTable, ReadonlyMap<string, string>>();

/** By key; of several rows of one person the first has the name. */
function namesIn(table: DataTable): ReadonlyMap<string, string> {
  const known = namesByTable.get(table);
  if (known !== undefined) return known;
  const names = new Map<string, string>();
  for (const { key, cells } of table.rows) {
    const name = cells["name"];
    if (typeof name === "string" && !names.has(key)) names.set(key, name);
  }
  namesByTable.set(table, names);
  return names;
}

/** Somebody with a key and a name. */
interface Named {
  readonly key: string;
  readonly name: string;
}

export interface Person extends Named {
  readonly planned: Planned;
}

/** Those whom plans pay and who are called `who`; where there are none, the user is told who may be meant. */
export function findPeople(ready: Ready, who: string): Person[] {
  const paid: Person[] = [];
  const others: Person[] = [];
  for (const { planned } of ready.due) {
    const data = ready.data(planned);
    const keys = new Set(eligible(new Evaluator(planned.program, planned.plan, data)));
    const all = (data.get(planned.plan.people)?.rows ?? []).map(({ key }) => key);
    for (const key of new Set(all)) {
      const person = { planned, key, name: nameOfPayee(planned, data, key) };
      (keys.has(key) ? paid : others).push(person);
    }
  }
  const found = called(paid, who);
  if (found.length > 0) return found;
  const period = ready.due[0]?.period.name ?? "";
  const [known] = called(others, who);
  if (known !== undefined) throw new UsageError(`No plan of ${period} is for ${fullName(known)}.`);
  const meant = meantBy(paid, who);
  const help = meant === undefined ? "" : ` Did you mean ${meant}?`;
  throw new UsageError(`No plan of ${period} pays ${who}.${help}`);
}

function fullName({ key, name }: Named): string {
  return name === key ? name : `${name} (${key})`;
}

/** By key or name: exactly, or, where nobody is called so, but for capitals and accents. */
export function called<One extends Named>(people: readonly One[], who: string): One[] {
  const exactly = people.filter(({ key, name }) => key === who || name === who);
  if (exactly.length > 0) return exactly;
  const plain = folded(who);
  return people.filter(({ key, name }) => folded(key) === plain || folded(name) === plain);
}

/** The name or key that was most likely meant by one that nobody has: a word of it, or nearly the same letters. */
export function meantBy(people: readonly Named[], who: string): string | undefined {
  const names = [...new Set(people.flatMap(({ key, name }) => [name, key]))];
  const plain = folded(who);
  const [part, ...more] = names.filter((name) => wordsOf(name).includes(plain));
  if (part !== undefined && more.length === 0) return part;
  const near = nearest(plain, names.map(folded));
  return names.find((name) => folded(name) === near);
}

/** `Núñez, Ana` has the words `nunez` and `ana`. */
function wordsOf(name: string): string[] {
  return folded(name).split(/[^\p{L}\p{N}]+/u);
}

function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
