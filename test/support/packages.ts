// Finds what is wrong in the manifests and in the lock file.
import type { RepositoryFile } from "./repository.ts";

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** All packages have one version, and every version is exact. */
export function manifestFaults(manifests: readonly RepositoryFile[]): readonly string[] {
  const parsed = manifests.map(({ path, text }) => ({
    path,
    manifest: JSON.parse(text) as Manifest,
  }));
  const common = parsed[0]?.manifest.version;
  return parsed.flatMap(({ path, manifest }) => {
    const needs = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    return [
      ...(manifest.version === common ? [] : [`${path} has another version than ${common}.`]),
      ...needs
        .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
        .map(([name]) => `${path} does not pin ${name}.`),
      ...needs
        .filter(([name, version]) => name.startsWith("@attain/") && version !== common)
        .map(([name]) => `${path} needs another ${name} than ${common}.`),
    ];
  });
}

/** The lock file installs on every platform and from the public registry alone. */
export function lockFaults(text: string): readonly string[] {
  const { packages } = JSON.parse(text) as Lock;
  return Object.entries(packages).flatMap(([path, locked]) => [
    ...(isPublic(locked) ? [] : [`${path} comes from ${locked.resolved}.`]),
    ...Object.keys(locked.optionalDependencies ?? {})
      .filter((name) => !isLocked(packages, path, name))
      .map((name) => `${path} may need ${name}, which is not locked.`),
  ]);
}

function isPublic({ link, resolved }: LockedPackage): boolean {
  return (
    link === true || resolved === undefined || resolved.startsWith("https://registry.npmjs.org/")
  );
}

function isLocked(packages: Lock["packages"], path: string, name: string): boolean {
  return `${path}/node_modules/${name}` in packages || `node_modules/${name}` in packages;
}
