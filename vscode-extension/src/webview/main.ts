/** The page in the preview's panel: puts what is rendered on the screen, and tells the panel what a person does. */
import type { FromPage, ToPage, Wish } from "../messages.ts";
import { decimalText, sliderValue } from "./choices.ts";
import { isRatio, placeAt } from "./curve.ts";
import { announcement, rendered, SECTIONS, type Sections } from "./render.ts";
import { EMPTY, inkOf, type PageState, resized, told, toggled } from "./state.ts";

declare function acquireVsCodeApi(): { readonly postMessage: (message: FromPage) => void };

const panel = acquireVsCodeApi();
let state: PageState = EMPTY;
let before: Partial<Sections> = {};
let said = "";

/** Only sections that differ are touched, and the focus stays where it was. */
function show(next: PageState): void {
  state = next;
  const focus = document.activeElement?.getAttribute("data-focus");
  const sections = rendered(state);
  for (const name of SECTIONS) {
    if (sections[name].text === before[name]?.text) continue;
    const section = document.getElementById(name);
    if (section !== null) section.innerHTML = sections[name].text;
  }
  before = sections;
  showSlider();
  document.body.dataset["ink"] = inkOf(state);
  if (focus !== null && focus !== undefined && document.activeElement === document.body) {
    document.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focus)}"]`)?.focus();
  }
  announceSoon();
}

/** What is being moved by hand is left alone. */
function showSlider(): void {
  const { shown } = state;
  const input = document.querySelector<HTMLInputElement>("[data-wish=reached]");
  const output = document.querySelector("#whatif output");
  const reset = document.querySelector<HTMLButtonElement>("[data-reset]");
  if (shown === undefined || input === null || output === null || reset === null) return;
  if (shown.curve === null) return;
  const { value, text, isReal } = sliderValue(shown.curve, shown.wish);
  if (input !== document.activeElement || isReal) input.value = String(value);
  input.setAttribute("aria-valuetext", text);
  output.textContent = text;
  reset.disabled = isReal;
}

let announcing: ReturnType<typeof setTimeout> | undefined;

/** A screen reader hears of the payout once typing pauses. */
function announceSoon(): void {
  clearTimeout(announcing);
  announcing = setTimeout(() => {
    const words = announcement(state);
    if (words === said) return;
    said = words;
    const place = document.getElementById("announcement");
    if (place !== null) place.textContent = words;
  }, 600);
}

function choose(name: keyof Wish, value: string | boolean): void {
  panel.postMessage({ kind: "choose", name, value });
}

window.addEventListener("message", ({ data }: MessageEvent<ToPage>) => show(told(state, data)));

document.addEventListener("click", ({ target, clientX }) => {
  if (!(target instanceof Element)) return;
  const toggle = target.closest("[data-toggle]")?.getAttribute("data-toggle");
  const place = target.closest("[data-place]")?.getAttribute("data-place");
  const { shown } = state;
  if (toggle !== null && toggle !== undefined) show(toggled(state, toggle));
  else if (place !== null && place !== undefined)
    panel.postMessage({ kind: "reveal", place: JSON.parse(place) as never });
  else if (shown === undefined) return;
  else if (target.closest("[data-reset]") !== null) choose("reached", "");
  else if (shown.curve !== null) {
    const drawing = target.closest("[data-curve]")?.getBoundingClientRect();
    if (drawing === undefined) return;
    const part = (clientX - drawing.left) / drawing.width;
    const value = placeAt(shown.curve, part, state.width);
    choose("reached", decimalText(value, isRatio(shown.curve)));
  }
});

document.addEventListener("input", ({ target }) => {
  const { shown } = state;
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
  const name = target.dataset["wish"] as keyof Wish | undefined;
  if (name === undefined || shown === undefined) return;
  const value =
    target instanceof HTMLInputElement && target.type === "checkbox"
      ? target.checked
      : name === "reached" && shown.curve !== null
        ? decimalText(Number(target.value), isRatio(shown.curve))
        : target.value;
  choose(name, value);
});

new ResizeObserver(([entry]) => {
  const next = resized(state, entry?.contentRect.width ?? 0);
  if (next !== state) show(next);
}).observe(document.body);

panel.postMessage({ kind: "ready" });
