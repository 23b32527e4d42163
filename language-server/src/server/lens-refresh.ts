/** Lenses tell what a plan pays whoever was previewed last: an editor asks for them anew when that is somebody else. */
import { CodeLensRefreshRequest } from "vscode-languageserver";
import type { Stage } from "../preview/stage.ts";
import type { PreviewParams } from "../protocol.ts";
import type { Context } from "./context.ts";

/** To be called with each preview. A change of the text makes an editor ask by itself. */
export type Showing = (wish: PreviewParams, dataset: Stage["dataset"]) => void;

export function refreshingLenses({ connection, capabilities }: Context): Showing {
  if (capabilities.workspace?.codeLens?.refreshSupport !== true) return () => undefined;
  const shown = new Map<string, { readonly whom: string; readonly dataset: Stage["dataset"] }>();
  return ({ uri, payee, period, test }, dataset) => {
    const whom = JSON.stringify([payee, period, test]);
    const before = shown.get(uri);
    if (before?.whom === whom && before.dataset === dataset) return;
    shown.set(uri, { whom, dataset });
    // An editor that is about to leave doesn't answer.
    connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
  };
}
