/** How names are written where they could be mistaken for something else. */
import { lexPiece } from "@attain/compiler/syntax/lexer";

/** What names are made of. */
export const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** A word of the language is in backticks. */
export function asName(name: string): string {
  return isPlain(name) ? name : `\`${name}\``;
}

/** A value of a list that is no name is in quotes. */
export function asMember(name: string): string {
  return isPlain(name) ? name : JSON.stringify(name);
}

/** Whether a text is read as one name. */
function isPlain(text: string): boolean {
  const [token, second] = lexPiece({ path: "", text }, { start: 0, end: text.length });
  if (token === undefined || second !== undefined || !NAME.test(text)) return false;
  const { tokenType } = token;
  return (
    tokenType.name === "Identifier" ||
    (tokenType.CATEGORIES ?? []).some((category) => category.name === "Name")
  );
}
