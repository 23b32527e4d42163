/** Which items of the tree are meant. */

/** An item, as far as it matters where it stands. */
interface Standing<Item> {
  readonly parent: Item | undefined;
}

/** Each once: an editor may ask for an item twice, and for one of an item that it asks for as well. */
export function eachOnce<Item extends Standing<Item>>(items: readonly Item[]): Item[] {
  const wanted = new Set(items);
  return [...wanted].filter(({ parent }) => {
    for (let above = parent; above !== undefined; above = above.parent)
      if (wanted.has(above)) return false;
    return true;
  });
}

/** Whether a URI is that of a file or folder, or of what is in it. */
export function isAtOrBelow(uri: string, place: string): boolean {
  return uri === place || uri.startsWith(`${place}/`);
}
