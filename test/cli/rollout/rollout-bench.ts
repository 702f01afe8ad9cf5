import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aws_iam as iam } from 'aws-cdk-lib';
import { Account, Organization, OrganizationalUnit, PolicyRollout, ServiceControlPolicy } from '../../../src';
import { parseRolloutStage, type RolloutStage, rolloutStageText } from '../../../src/contract';
import { type Organization as OrganizationValue, type Policy, SNAPSHOT_FORMAT } from '../../../src/model';
import { account, attached, denies, FULL, organization, policy, unit } from '../../model/access/small-organization';
import { removeApps, synthesize } from '../../proofs/support/app';
import { record } from '../../trail/records';
import { cdkOrgIn, type Ended } from '../run-cdk-org';

export const NONE: RolloutStage = { stage: null, history: [] };
export const CANARY: RolloutStage = { stage: 'canary', since: '2026-11-20', history: [{ day: '2026-11-20', action: 'advance', stage: 'canary' }] };
export const ALL: RolloutStage = { ...CANARY, stage: 'all', since: '2026-11-27' };

export const REGIONS = policy('Regions', denies({ Action: 's3:*' }));
const OTHER = policy('other111', denies({ Action: 's3:*' }));

/** Any digest in the file. */
export const A_DIGEST: unknown = expect.stringMatching(/^[0-9a-f]{64}$/);

/** The organization in which the app is deployed at the stage `canary`. */
export function deployed(parts: Partial<OrganizationValue> = {}, atCanary: Policy[] = [REGIONS], atAll: Policy[] = []): OrganizationValue {
  return organization({
    organizationalUnits: [
      unit('All', 'ou-ab12-all11111', { attachedPolicies: [FULL, ...atAll.map(attached)] }),
      unit('Canary', 'ou-ab12-canary11', { attachedPolicies: [FULL, ...atCanary.map(attached)], accounts: [account('pilot', '111111111111')] }),
    ],
  }, { id: 'o-abcdefghij', policies: [REGIONS, OTHER], ...parts });
}

/** The ARN of a policy as a message has it. */
export const arnOf = (id: string, organizationId = 'o-abcdefghij') => `arn:aws:organizations::999999999999:policy/${organizationId}/service_control_policy/${id}`;

export function denied(action: string, eventTime: string, policyArn?: string) {
  const errorMessage = `User: arn:aws:sts::111111111111:assumed-role/Developer/anna is not authorized to perform: ${action} on resource: arn:aws:s3:::shop `
    + `with an explicit deny in a service control policy${policyArn === undefined ? '' : `: ${policyArn}`}`;
  return record('s3', action.split(':')[1], { errorCode: 'AccessDenied', errorMessage, eventTime });
}

export const passed = (eventTime: string, parts: object = {}) => record('s3', 'ListBuckets', { eventTime, ...parts });

/** Records of the first and of the last days of a soak time from 2026-11-20 to 2026-11-28. */
export const COVERED = [passed('2026-11-20T01:00:00Z'), passed('2026-11-26T23:00:00Z')];

/** A folder with the file of a rollout, and the synthesized app at each stage. */
export class RolloutBench {
  public readonly work = mkdtempSync(join(tmpdir(), 'cdk-org-rollout-'));
  public readonly file = join(this.work, 'regions.json');
  public readonly apps: Readonly<Record<string, string>>;

  constructor() {
    this.apps = Object.fromEntries([NONE, CANARY, ALL].map((stage) => [String(stage.stage), this.appAt(stage)]));
    this.snapshot();
  }

  public remove(): void {
    removeApps();
    rmSync(this.work, { recursive: true, force: true });
  }

  /** A step from a stage, whose app is synthesized. */
  public rollout(stage: RolloutStage, action: string, ...options: string[]): Ended & { readonly after: RolloutStage } {
    return this.rolloutOf(this.apps[String(stage.stage)], stage, action, ...options);
  }

  public rolloutOf(app: string, stage: RolloutStage, action: string, ...options: string[]): Ended & { readonly after: RolloutStage } {
    writeFileSync(this.file, rolloutStageText(stage));
    const ended = cdkOrgIn(this.work, 'rollout', action, 'regions.json', '--app', app, ...options);
    return { ...ended, after: parseRolloutStage(readFileSync(this.file, 'utf8'), JSON.parse) };
  }

  /** The step to the next wave on the day on which the soak time of the first one is over. */
  public advance(source: string, ...options: string[]) {
    return this.rollout(CANARY, 'advance', '--today', '2026-11-28', '--denials', source, ...options);
  }

  public trail(...records: object[]): string {
    writeFileSync(join(this.work, 'calls.jsonl'), records.map((each) => `${JSON.stringify(each)}\n`).join(''));
    return 'calls.jsonl';
  }

  /** Writes a snapshot, and gives the options for it. */
  public snapshot(value: OrganizationValue = deployed()): string[] {
    const snapshot = { format: SNAPSHOT_FORMAT, takenAt: '2026-11-30T00:00:00.000Z', organization: value };
    writeFileSync(join(this.work, 'organization.json'), JSON.stringify(snapshot));
    return ['--organization', 'organization.json'];
  }

  /** The app with another text of the policy, or with its waves the other way round. */
  public appAt(stage: RolloutStage, { actions = ['s3:Get*'], isTurned = false }: { actions?: string[]; isTurned?: boolean } = {}): string {
    writeFileSync(this.file, rolloutStageText(stage));
    return synthesize((stack) => {
      const { root } = new Organization(stack, 'Organization');
      const [canary, all] = ['Canary', 'All'].map((id) => new OrganizationalUnit(stack, id, { parent: root }));
      new Account(stack, 'Shop', { accountName: 'shop', email: 'aws+shop@example.com', parent: all });
      const regions = new ServiceControlPolicy(stack, 'Regions', {
        statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, actions, resources: ['*'] })],
      });
      const waves = [{ name: 'canary', targets: [canary], soakDays: 7 }, { name: 'all', targets: [all] }];
      new PolicyRollout(stack, 'Rollout', { policy: regions, stageFile: this.file, waves: isTurned ? waves.reverse() : waves });
    });
  }
}
