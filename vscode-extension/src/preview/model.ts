/** What the plan at hand pays: asked for with each change, and shown by whoever wants to. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  CURVE,
  type Curve,
  PREVIEW,
  PREVIEW_CHANGED,
  type Preview,
  type PreviewParams,
} from "@attain/language-server/protocol";
import { onPlanChange } from "../changes.ts";
import type { ShowMessage, Wish } from "../messages.ts";
import { Follower } from "./follower.ts";
import { wishWith } from "./wish.ts";

/** What is shown of a plan file. */
export interface Shown extends ShowMessage {
  readonly uri: vscode.Uri;
}

interface Question {
  readonly uri: vscode.Uri;
  readonly wish: Wish;
}

type Answer = readonly [Preview, Curve | null];

export class PreviewModel implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #changed = new vscode.EventEmitter<Shown>();
  readonly #wishes = new Map<string, Wish>();
  readonly #parts: vscode.Disposable[];
  readonly #follower: Follower<Question, Answer>;
  #uri: vscode.Uri | undefined;
  #shown: Shown | undefined;
  /** The curve is computed only while somebody looks at it. */
  drawsCurve = false;

  readonly onChange: vscode.Event<Shown> = this.#changed.event;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    this.#follower = new Follower(
      (question) => this.#ask(question),
      (question, answer) => this.#show(question, answer),
    );
    this.#parts = [
      this.#changed,
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#look(editor?.document)),
      onPlanChange(client, () => this.refresh()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("attain.preview")) this.refresh();
      }),
      client.onNotification(PREVIEW_CHANGED, () => this.refresh()),
    ];
    this.#look(vscode.window.activeTextEditor?.document);
  }

  /** Whether a plan has been looked at. */
  get hasPlan(): boolean {
    return this.#uri !== undefined;
  }

  get shown(): Shown | undefined {
    return this.#shown;
  }

  /** One choice for the plan at hand, or for another file. */
  choose(name: keyof Wish, value: string | boolean, uri: vscode.Uri | undefined = this.#uri): void {
    if (uri === undefined) return;
    this.#uri = uri;
    this.#wishes.set(uri.toString(), wishWith(this.wishOf(uri), name, value));
    this.refresh();
  }

  wishOf(uri: vscode.Uri): Wish {
    const hidesNames = vscode.workspace
      .getConfiguration("attain")
      .get<boolean>("preview.hideNames", false);
    return this.#wishes.get(uri.toString()) ?? (hidesNames ? { hidesNames } : {});
  }

  refresh(): void {
    const uri = this.#uri;
    if (uri !== undefined) void this.#follower.follow({ uri, wish: this.wishOf(uri) });
  }

  dispose(): void {
    vscode.Disposable.from(...this.#parts).dispose();
  }

  #look(document: vscode.TextDocument | undefined): void {
    if (document === undefined || !isPlan(document)) return;
    if (document.uri.toString() === this.#uri?.toString()) return;
    this.#uri = document.uri;
    this.refresh();
  }

  async #ask({ uri, wish }: Question): Promise<Answer> {
    const params: PreviewParams = { uri: uri.toString(), ...wish };
    try {
      return await Promise.all([
        this.#client.sendRequest<Preview>(PREVIEW, params),
        this.drawsCurve ? this.#client.sendRequest<Curve | null>(CURVE, params) : null,
      ]);
    } catch (error) {
      const message = `The language server doesn't answer: ${error instanceof Error ? error.message : String(error)}`;
      return [{ of: "none", choices: NO_CHOICES, problem: { message } }, null];
    }
  }

  #show({ uri, wish }: Question, [preview, curve]: Answer): void {
    const file = vscode.workspace.asRelativePath(uri);
    this.#shown = { kind: "show", uri, file, preview, curve, wish };
    this.#changed.fire(this.#shown);
  }
}

const NO_CHOICES: Preview["choices"] = { plans: [], payees: [], periods: [], tests: [] };

export function isPlan({ languageId }: vscode.TextDocument): boolean {
  return languageId === "attain";
}
