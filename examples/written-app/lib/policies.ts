import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { BackupPolicy, Policy, PolicyContent, type PolicyOptions, PolicyType, TagPolicy } from 'cdk-aws-organizations';
import type { Construct } from 'constructs';
import type { PolicyRow } from './rows';

const DOCUMENTS = join(__dirname, '..', 'policies');

type Create = (scope: Construct, id: string, options: PolicyOptions) => Policy;

/** Policies without a document, by the keys of their rows. A document in `policies` with that key takes precedence. */
const IN_CODE = new Map<string, Create>([
  ['daily-backups', (scope, id, options) => new BackupPolicy(scope, id, {
    ...options,
    plans: [
      {
        planName: 'daily',
        regions: ['eu-central-1'],
        rules: [{ ruleName: 'nightly', scheduleExpression: 'cron(0 3 ? * * *)', vaultName: 'Default', deleteAfter: Duration.days(35) }],
        tagSelections: [{ selectionName: 'tagged', roleArn: 'arn:aws:iam::$account:role/Backup', tagKey: 'backup', tagValues: ['daily'] }],
      },
    ],
  })],
  ['teams', (scope, id, options) => new TagPolicy(scope, id, {
    ...options,
    tags: [{ tagKey: 'team' }],
  })],
]);

/** The policy of a row: of its document, or else of the code above. */
export function policyOf(scope: Construct, { key, id, type, name, description, adopt }: PolicyRow): Policy {
  const options = { policyName: name, description, adopt };
  const document = join(DOCUMENTS, `${key}.json`);
  const create = existsSync(document) ? undefined : IN_CODE.get(key);
  if (create !== undefined) return create(scope, `Policy-${id}`, options);
  return new Policy(scope, `Policy-${id}`, { ...options, policyType: PolicyType.of(type), content: PolicyContent.fromFile(document) });
}
