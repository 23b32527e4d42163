/** Text in XML and HTML. */

const SIGNS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Signs of the language, and those that no document may have. */
export function escaped(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- XML forbids them
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "\uFFFD")
      .replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign)
  );
}
