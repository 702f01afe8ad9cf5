import type { BundledPackage } from './bundled-package';

/**
 * A bill of materials of the bundles in CycloneDX 1.6, without a time or a serial number, so that equal bundles have an equal one.
 * Source: https://cyclonedx.org/docs/1.6/json/
 */
export function sbomOf({ name, version, license }: Omit<BundledPackage, 'bundles'>, packages: readonly BundledPackage[]): object {
  const root = purlOf({ name, version });
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { 'type': 'library', 'bom-ref': root, name, version, 'licenses': licensesOf(license), 'purl': root } },
    components: packages.map((each) => ({
      'type': 'library',
      'bom-ref': purlOf(each),
      'name': each.name,
      'version': each.version,
      'licenses': licensesOf(each.license),
      'purl': purlOf(each),
      'properties': each.bundles.map((bundle) => ({ name: 'cdk-aws-organizations:bundle', value: bundle })),
    })),
    dependencies: [{ ref: root, dependsOn: packages.map(purlOf) }],
  };
}

/** Source: https://github.com/package-url/purl-spec, type npm */
function purlOf({ name, version }: Pick<BundledPackage, 'name' | 'version'>): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

function licensesOf(license: string): object[] {
  return / (?:OR|AND) /.test(license) ? [{ expression: license }] : [{ license: { id: license } }];
}
