/** The projects to start from, as the build lists them beside their files. */

export interface Template {
  readonly name: string;
  readonly title: string;
  readonly group: string;
  readonly summary: string;
  /** Paths below the template's folder. */
  readonly files: readonly string[];
  /** The plan to open first. */
  readonly plan: string;
}

/** What is picked from, with a heading above each group. */
export function grouped(
  templates: readonly Template[],
): readonly { readonly group: string; readonly templates: readonly Template[] }[] {
  return [...new Set(templates.map(({ group }) => group))].map((group) => ({
    group,
    templates: templates.filter((template) => template.group === group),
  }));
}
