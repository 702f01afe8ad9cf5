import { exampleOrganization } from './example-organization';
import { appFiles, appRows } from '../../src/init';
import { SNAPSHOT_FORMAT } from '../../src/model';

const VERSIONS = { 'aws-cdk-lib': '^2.232.0', 'cdk-aws-organizations': '^1.0.0', 'constructs': '^10.5.1' };

/** The files of the example: a snapshot with an account on each line, and the app for it. */
export function exampleFiles(): Map<string, string> {
  const snapshot = JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-24T12:00:00.000Z', organization: exampleOrganization() });
  return new Map([
    ['organization.json', `${snapshot.replace(/(?<=,|\[)(?=\{"id":)/g, '\n')}\n`],
    ...appFiles(appRows(exampleOrganization()), VERSIONS),
  ]);
}
