/** The page around what is previewed. It may run the one script that comes with it, and load nothing else. */

export interface PageParts {
  readonly script: string;
  readonly style: string;
  /** Where the page may load from. */
  readonly source: string;
}

export function page({ script, style, source }: PageParts): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${source}; style-src ${source};">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>What the plan pays</title>
</head>
<body>
<main>
<h1 class="unseen">What the plan pays</h1>
<div id="choices" role="group" aria-label="What is previewed"></div>
<div id="whatif"></div>
<div id="status"></div>
<section id="payout" aria-label="Payout"></section>
<section id="curve" aria-label="Payout curve"></section>
<section id="lines" aria-label="How the payout comes about"></section>
<section id="values" aria-label="Measures and totals"></section>
<section id="deals" aria-label="Deals credited"></section>
</main>
<div id="announcement" class="unseen" role="status" aria-live="polite"></div>
<script src="${script}"></script>
</body>
</html>`;
}
