/** Places of the protocol as VS Code has them. */
import * as vscode from "vscode";
import type { WirePlace, WirePosition } from "@attain/language-server/protocol";

export function positionOf({ line, character }: WirePosition): vscode.Position {
  return new vscode.Position(line, character);
}

export function rangeOf({ start, end }: WirePlace["range"]): vscode.Range {
  return new vscode.Range(positionOf(start), positionOf(end));
}

export function locationOf({ uri, range }: WirePlace): vscode.Location {
  return new vscode.Location(vscode.Uri.parse(uri), rangeOf(range));
}
