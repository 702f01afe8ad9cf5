import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aws_iam as iam, NestedStack, type Stack } from 'aws-cdk-lib';
import { Organization, OrganizationalUnit, PolicyRollout, ServiceControlPolicy } from '../../../src';
import { readCloudAssembly } from '../../../src/assembly';
import { type RolloutStage, rolloutStageText } from '../../../src/contract';
import { organizationFromAssembly, type Review, reviewOf, rolloutNotes } from '../../../src/model';
import { plainText, rolloutPhrase } from '../../../src/report';
import { removeApps, synthesize } from '../../proofs/support/app';

export const NOW = Date.parse('2099-06-10T12:00:00Z');

const work = mkdtempSync(join(tmpdir(), 'rollout-notes-'));

export function removeRolloutApps(): void {
  removeApps();
  rmSync(work, { recursive: true, force: true });
}

function policy(scope: Stack, id: string, actions: readonly string[] = [`s3:Get${id}`]): ServiceControlPolicy {
  return new ServiceControlPolicy(scope, id, {
    statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: [...actions], resources: ['*'] })],
  });
}

interface AppOptions {
  readonly nested?: boolean;
  readonly policyId?: string;
  readonly actions?: readonly string[];
  readonly rolloutId?: string;
  /** The units of each wave, by the name of the wave. */
  readonly waves?: Readonly<Record<string, readonly string[]>>;
  readonly soakDays?: number;
  /** Whether the code has the stage, and no file. */
  readonly inCode?: boolean;
  /** Whether the policy replaces another one. */
  readonly replaces?: boolean;
  /** The units to which other code attaches the policy that is replaced. */
  readonly olderAt?: readonly string[];
  /** The unit in which the others are. */
  readonly outer?: string;
}

/** An app with a rollout of three waves, whose stage is in a file. */
export function assemblyOf(stage?: Partial<RolloutStage>, {
  nested = false, policyId = 'Regions', actions, rolloutId = 'Rollout', soakDays = 7, inCode = false, replaces = false, olderAt = [], outer,
  waves = { Canary: ['Canary'], Early: ['Early'], Workloads: ['Workloads'] },
}: AppOptions = {}): string {
  return synthesize((stack) => {
    const { root } = new Organization(stack, 'Organization');
    const scope = nested ? new NestedStack(stack, 'Policies') : stack;
    const units = ['Canary', 'Early', 'Workloads'].map((id) => new OrganizationalUnit(scope, id, { parent: root }));
    if (outer !== undefined) {
      const unit = units.find(({ node }) => node.id === outer)!;
      units.push(...['Inner'].map((id) => new OrganizationalUnit(scope, id, { parent: unit })));
    }
    root.attachPolicy(policy(stack, 'Base'));
    if (stage === undefined) return;
    const older = replaces || olderAt.length > 0 ? policy(scope, 'Older') : undefined;
    for (const id of olderAt) units.find(({ node }) => node.id === id)!.attachPolicy(older!);
    const stageFile = join(work, 'stage.json');
    writeFileSync(stageFile, rolloutStageText({ stage: null, history: [], ...stage }));
    new PolicyRollout(scope, rolloutId, {
      policy: policy(scope, policyId, actions),
      ...(replaces ? { replaces: older } : {}),
      ...(inCode ? { stage: stage.stage! } : { stageFile }),
      waves: Object.entries(waves).map(([name, ids]) => ({ name, targets: units.filter(({ node }) => ids.includes(node.id)), soakDays })),
    });
  });
}

export function review(base: string, head: string): Review {
  const [before, after] = [base, head].map(readCloudAssembly);
  const found = reviewOf(organizationFromAssembly(before), organizationFromAssembly(after), { actions: [] });
  return { ...found, rollouts: rolloutNotes(after, NOW, before, found.changes) };
}

/** The notes of a change, in words. */
export function told(base: string, head: string): string[] {
  return (review(base, head).rollouts ?? []).map((note) => plainText(rolloutPhrase(note)).replace(/^PolicyRollout Landing\/(Policies\/)?Rollout of Landing\//, ''));
}
