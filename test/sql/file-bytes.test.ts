// What is told of the bytes of a file, wherever in it they stand: files are read in pieces.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hashDelimited } from "../../compiler/src/host/file-bytes.ts";
import { folderOf } from "../data/loading.ts";

const PIECE = 1 << 20;

/** The same, of the whole text at once. */
function told(content: Buffer) {
  const text = content.toString("latin1");
  const decoded = content.toString("utf8");
  const ends = text.replaceAll("\r\n", "");
  const isMixed = ends.includes("\r") || (ends.length < text.length && ends.includes("\n"));
  const isUtf8 = Buffer.from(decoded).equals(content);
  const lines = text.split("\n");
  return {
    lines: lines.at(-1) === "" ? lines.length - 1 : lines.length,
    isPlain: isUtf8 && !isMixed && !/" | "/.test(text) && !hasAny(text, 0, 1),
    mayHaveSpaces:
      /(?:^|[,\r\n]) | (?:$|[,\r\n])/.test(text) ||
      hasAny(text, 2, 9) ||
      hasAny(text, 11, 12) ||
      hasAny(text, 14, 31) ||
      /[\u00A0\u2009]/.test(decoded.replace(/^\uFEFF/, "")),
  };
}

/** Whether one of the control characters from one to another is there. */
function hasAny(text: string, first: number, last: number): boolean {
  const codes = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return codes.some((code) => text.includes(String.fromCharCode(code)));
}

const PARTS = [
  ["a\r\nb", "a\rb", "a\nb", "a ,b", "a, b", "a b", 'a" b', 'a "b', "a\tb", "a\u0001b", "a\u0000b"],
  ["é", "a\u00A0b", "a\u2009,b", "\r\n\r\n", "\n\n", " ", "\u001F"],
].flat();

test.each(PARTS)("%j is noticed at the end of a piece, and at that of the file", async (part) => {
  const row = /\r\n/.test(part) ? "x,y\r\n" : "x,y\n";
  for (let before = 0; before <= Buffer.byteLength(part); before += 1) {
    const filler = row.repeat(Math.ceil(PIECE / row.length)).slice(-(PIECE - before));
    const files = [
      Buffer.from(`${filler}${part}${row.repeat(3)}`),
      Buffer.from(`${row.repeat(3)}${part}`),
      // A sign that breaks off.
      Buffer.concat([Buffer.from(row), Buffer.from(part).subarray(0, before)]),
    ];
    for (const content of files) {
      const path = join(folderOf({ "data.csv": content }), "data.csv");
      const { sha256, bytes, shape } = await hashDelimited(path, ",");
      expect({ ...shape, mayHaveSpaces: shape?.isPlain === true && shape.mayHaveSpaces }).toEqual({
        ...told(content),
        mayHaveSpaces: told(content).isPlain && told(content).mayHaveSpaces,
        ...(told(content).isPlain ? {} : { lines: shape?.lines }),
      });
      expect(bytes).toBe(content.length);
      expect(sha256).toBe(createHash("sha256").update(content).digest("hex"));
    }
  }
});
