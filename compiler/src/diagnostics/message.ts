/** Messages that know their holes: to forget an argument doesn't compile. */

export interface Message<Hole extends string> {
  /** The literal parts around the holes, one more than there are holes. */
  readonly parts: readonly string[];
  readonly holes: readonly Hole[];
}

/** A template: message`Expected ${"expected"}, not ${"found"}.` */
export function message<const Holes extends readonly string[]>(
  parts: TemplateStringsArray,
  ...holes: Holes
): Message<Holes[number]> {
  return { parts, holes };
}

/** The sentence. It begins with a capital, unless it begins with the name of a file. */
export function fill<Hole extends string>(
  template: Message<Hole>,
  facts: Readonly<Record<Hole, string>>,
): string {
  const sentence = template.parts.reduce((text, part, i) => {
    const hole = template.holes[i - 1];
    return text + (hole === undefined ? "" : facts[hole]) + part;
  });
  return sentence.replace(/^[a-z](?=[a-z]*[ ,])/, (letter) => letter.toUpperCase());
}
