/** What the machine refuses, in one line: a folder that is a file, no permission, a full disk. */
import { isFault } from "../host/node-host.ts";
import { shownPath } from "./places.ts";

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "you have no permission",
  EPERM: "you have no permission",
  EROFS: "it lies where nothing can be written",
  ENOSPC: "the disk is full",
  EDQUOT: "your share of the disk is full",
  ENOENT: "there is no such file or folder",
  ENOTDIR: "a file stands where a folder is needed",
  EEXIST: "a file stands where a folder is needed",
  EISDIR: "it is a folder",
  ENAMETOOLONG: "its name is too long",
  ELOOP: "its links lead in a circle",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
  EBUSY: "another program uses it",
  EIO: "the disk has a fault",
};

/** The line for an error of the system; undefined for any other. */
export function machineError(error: unknown, io: { readonly cwd: string }): string | undefined {
  if (!isFault(error) || error.syscall === undefined) return undefined;
  const { code = "", path, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const reason = REASONS[code] ?? `the system says ${code}`;
  const place = dest ?? path;
  return place === undefined
    ? `The machine refuses: ${reason}.`
    : `${shownPath(io, place)} can't be used: ${reason}.`;
}
