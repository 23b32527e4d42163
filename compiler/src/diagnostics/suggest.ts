/** “Did you mean …?”, with the fix that writes it. */
import type { Span } from "../text/source-file.ts";
import type { Details, Fix } from "./diagnostic.ts";

/** Advice to write `meant` at `span`; where nothing was meant, what `otherwise` says. */
export function suggestion(span: Span, meant: string | undefined, otherwise?: string): Details {
  if (meant === undefined) return otherwise === undefined ? {} : { help: otherwise };
  const text = /^\w+$/.test(meant) ? meant : JSON.stringify(meant);
  const fix = {
    title: `Write \`${text}\``,
    edits: [{ span, text }],
    safety: "changes payout",
  } as const;
  return { help: `Did you mean \`${text}\`?`, fixes: [fix] };
}

/** Brackets around a part, so that the words become `words`. */
export function brackets(words: string, { start, end }: Span): Fix {
  const edits = [
    { span: { start, end: start }, text: "(" },
    { span: { start: end, end }, text: ")" },
  ];
  return { title: `Write \`${words}\``, edits, safety: "changes payout" };
}
