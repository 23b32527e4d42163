/** How many columns a text takes: wide signs, such as those of Chinese and Japanese, take two; accents set on a letter none. */

const PLAIN = /^[ -~]*$/;
const NARROW_KATAKANA = /[\uFF61-\uFF9F]/;
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6]/u;
const NONE = /[\p{Mn}\p{Me}\p{Cf}]/u;

export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  return [...text].reduce((sum, sign) => sum + widthOfSign(sign), 0);
}

function widthOfSign(sign: string): number {
  if (NONE.test(sign)) return 0;
  return WIDE.test(sign) && !NARROW_KATAKANA.test(sign) ? 2 : 1;
}

/** The text with spaces after it, up to a width. */
export function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}
