import type { BundledPackage } from './bundled-package';

/** An entry of `npm audit --json`. */
export interface Advisory {
  readonly name: string;
  readonly severity: string;
  /** Advisories, or the names of packages that are vulnerable and that this one depends on. */
  readonly via: readonly (string | { readonly title: string })[];
  /** Folders of the vulnerable versions. */
  readonly nodes: readonly string[];
}

export interface FoundAdvisory {
  readonly name: string;
  readonly severity: string;
  readonly titles: readonly string[];
}

/** Advisories of the bundled packages themselves, without those of packages that only depend on them or build them. */
export function advisoriesOf(vulnerabilities: Readonly<Record<string, Advisory>>, packages: readonly BundledPackage[]): FoundAdvisory[] {
  const bundled = new Set(packages.map(({ name }) => name));
  return Object.values(vulnerabilities)
    .map(({ name, severity, via }) => ({ name, severity, titles: via.flatMap((each) => (typeof each === 'string' ? [] : [each.title])) }))
    .filter(({ name, titles }) => bundled.has(name) && titles.length > 0);
}
