/**
 * Keeps the cloud assemblies of a release, so that upgrades from it stay proved (test/proofs/upgrades). Run it at the commit of the
 * release, after `npx projen bundle`: `npx tsx scripts/release-fixture.ts 0.1.0`.
 */
import { removeApps } from '../test/proofs/support/app';
import { keep, present } from '../test/proofs/upgrades/release-fixture';

const [version] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+$/.test(version ?? '')) {
  throw new Error(`This is no version (given: ${version ?? 'nothing'}). Give that of the release, such as 0.1.0.`);
}
console.log(`${version}: ${keep(version, present()).toLocaleString('en')} bytes`);
removeApps();
