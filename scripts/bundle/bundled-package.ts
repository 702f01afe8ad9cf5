/** A package whose code or data is in a bundle, as `assets/bundled-packages.json` lists it. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** The bundles that it is in. */
  readonly bundles: readonly string[];
}
