// A project on the disk with the data of its plans, as the command line reads them.
import type { Io } from "../../compiler/src/cli/io.ts";
import { loadFor } from "../../compiler/src/cli/load.ts";
import { plansOf, quoteIn } from "../../compiler/src/cli/programs.ts";
import { checkAll, openSession } from "../../compiler/src/cli/session.ts";

export async function opened(folder: string) {
  const io: Io = {
    cwd: folder,
    input: () => Promise.resolve(new Uint8Array()),
    out: () => undefined,
    err: () => undefined,
    colour: false,
    interactive: false,
  };
  const session = await openSession(io);
  const planned = plansOf(checkAll(session).checked);
  const { datasets } = await loadFor(io, session, planned);
  return { planned, datasets, quote: quoteIn(session), settings: session.config.data };
}
