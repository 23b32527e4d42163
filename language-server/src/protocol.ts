/** What the server and an editor's extension say to each other beyond the Language Server Protocol. */

/** What an extension tells the server when it starts it; all may be left out. */
export interface InitializationOptions {
  /** The commands that the extension knows. Lenses and actions that need another one aren't offered. */
  readonly clientCommands?: readonly ClientCommand[];
  /** Where the pages of the diagnostics are: `CODE.md` is added. The server's own copies, if it isn't said. */
  readonly pages?: string;
}

/**
 * `attain.showReferences`: URI, position, locations. `attain.rename`: URI, position: begins renaming there.
 * `attain.preview`: URI, name of the plan.
 */
export type ClientCommand = "attain.showReferences" | "attain.rename" | "attain.preview";
