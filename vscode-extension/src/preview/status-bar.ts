/** The payout in the status bar, which opens the panel. */
import * as vscode from "vscode";
import { isPlan, type PreviewModel, type Shown } from "./model.ts";

export class PayStatus implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem(
    "attain.pay",
    vscode.StatusBarAlignment.Right,
    90,
  );
  readonly #parts: vscode.Disposable[];

  constructor(model: PreviewModel) {
    this.#item.name = "Pay of the plan";
    this.#item.command = "attain.preview";
    const show = (): void => this.#show(model.shown);
    this.#parts = [
      this.#item,
      model.onChange(show),
      vscode.window.onDidChangeActiveTextEditor(show),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#parts).dispose();
  }

  #show(shown: Shown | undefined): void {
    const document = vscode.window.activeTextEditor?.document;
    if (shown === undefined || document === undefined || !isPlan(document)) {
      this.#item.hide();
      return;
    }
    const { of, pay, problem, choices } = shown.preview;
    const payee = choices.payees.find(({ key }) => key === choices.payee)?.name ?? choices.payee;
    this.#item.text =
      pay === undefined
        ? "$(circle-slash) no pay"
        : `${of === "current" ? "$(symbol-number)" : "$(history)"} ${pay.payout.text}`;
    const who = [payee, choices.period].filter((part) => part !== undefined).join(", ");
    this.#item.tooltip = [
      pay === undefined ? "Nothing can be paid." : `${pay.label}: ${pay.payout.text} (${who})`,
      ...(problem === undefined ? [] : [problem.message]),
      "Click to see how it comes about.",
    ].join("\n");
    this.#item.show();
  }
}
