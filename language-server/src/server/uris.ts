/** URIs of files, and paths from the folder of a project. */

/** The same for all ways in which an editor may write a URI: encoded more or less, its drive in capitals or not. */
export function keyOf(uri: string): string {
  const plain = decoded(uri);
  return plain.replace(
    /^file:\/\/\/([A-Za-z]):/,
    (_, drive: string) => `file:///${drive.toLowerCase()}:`,
  );
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

export function folderOf(uri: string): string {
  return uri.replace(/\/[^/]*$/, "");
}

/** The URI of a path from a folder. */
export function joined(folder: string, path: string): string {
  return path.split("/").reduce((uri, part) => {
    if (part === "..") return folderOf(uri);
    return part === "" || part === "." ? uri : `${uri}/${encodeURIComponent(part)}`;
  }, folder);
}

/** The path of a file from a folder; undefined if it doesn't lie in it. */
export function pathFrom(folder: string, uri: string): string | undefined {
  const [root, file] = [keyOf(folder), keyOf(uri)];
  return file.startsWith(`${root}/`) ? file.slice(root.length + 1) : undefined;
}

/** A file that an editor names by a path, or by a URI already. */
export function uriOf(file: string): string {
  if (/^[a-z][\w+.-]+:/i.test(file)) return file;
  return joined("file://", file.replace(/\\/g, "/"));
}
