/** Debug adapters inside the language server: they see what an editor holds open, and work in a browser too. */
import type { DebugProtocol } from "@vscode/debugprotocol";
import { DEBUG, type DebugParams } from "../protocol.ts";
import type { Context } from "../server/context.ts";
import { DebugAdapter } from "./adapter.ts";

export function debugging({ connection, projects, shelf }: Context): void {
  const adapters = new Map<string, DebugAdapter>();
  const adapterOf = (session: string): DebugAdapter => {
    const known = adapters.get(session);
    if (known !== undefined) return known;
    const tell = (message: object): void =>
      void connection.sendNotification(DEBUG, { session, message } satisfies DebugParams);
    const adapter = new DebugAdapter({ projects, shelf, pathOf: (uri) => uri }, tell);
    adapters.set(session, adapter);
    return adapter;
  };
  connection.onNotification(DEBUG, ({ session, message }: DebugParams) => {
    const request = message as DebugProtocol.Request;
    void adapterOf(session).handle(request);
    if (request.command === "disconnect") adapters.delete(session);
  });
}
