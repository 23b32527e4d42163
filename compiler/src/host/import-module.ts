/** Loads a module by its address. */

/** In the bundle: a script that V8 has kept compiled can't import by itself. */
declare const ATTAIN_IMPORT: ((href: string) => Promise<unknown>) | undefined;

export async function importModule(href: string): Promise<unknown> {
  return typeof ATTAIN_IMPORT === "undefined"
    ? import(/* @vite-ignore */ href)
    : ATTAIN_IMPORT(href);
}
