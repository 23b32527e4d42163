// Which definitions of a generated plan mean the same in a component of another period than the plan pays.
import type { World } from "./generators-world.ts";

const OF_TIME =
  /\b(?:to date|last|start|end|at|per (?:Week|Cycle|Month|Quarter|Half|Year)|prorated|weighted by (?:working )?days)\b/;

/** Whether a text names nothing that belongs to the pay period, neither itself nor through what it names. */
export function isFree(w: World, text: string): boolean {
  if (OF_TIME.test(text)) return false;
  const bound = [
    ...w.sources.filter(({ role }) => role === "quotas" || role === "timeline"),
    ...w.sources.flatMap(({ fields }) =>
      fields.filter(({ type }) => type.kind === "number" && type.per !== undefined),
    ),
    ...w.parameters.filter(({ type }) => type.kind === "number" && type.per !== undefined),
    ...w.components,
    ...[...w.measures, ...w.tables].filter(({ free }) => !free),
  ];
  return !bound.some(({ name }) => mentions(text, name));
}

/** Whether a name stands in a text as a word. */
export function mentions(text: string, name: string): boolean {
  return text.split(/\W+/).includes(name);
}
