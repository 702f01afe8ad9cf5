import { coverageBy, coverageProblem } from './coverage';
import { denialsText } from './denials-text';
import { LateAttachment } from './late-attachment';
import { logGroupCoverage } from './log-group-coverage';
import type { CloudAssembly } from '../../assembly';
import { type RolloutMetadata, wavesReached } from '../../contract';
import { deployedWaves, isPolicyOf, type Organization } from '../../model';
import type { Clock } from '../../organizations';
import type { Connection } from '../../organizations/read-only-client';
import { type AskedPolicy, type DenialResult, type DenialRow, DenialTable, mayDeny } from '../../trail';
import { logEvents, logGroupOf } from '../denials/log-group';
import { readDenials } from '../denials/read-denials';
import { startOf } from '../options/day-option';

/** The denials since a stage began. */
export interface NewDenials {
  readonly result: DenialResult;
  /** Those that may come from the policy of the rollout. */
  readonly rows: readonly DenialRow[];
  /** Why the next wave has to wait. Undefined if nothing stands in the way. */
  readonly refused?: string;
}

export interface DenialQuestion {
  readonly rollout: RolloutMetadata;
  /** With the document of the policy. */
  readonly code: Organization;
  readonly assembly: CloudAssembly;
  /** With the ID of the policy. */
  readonly live?: Organization;
  readonly source: string;
  readonly today: string;
  readonly connection: Connection;
  readonly clock: Clock;
}

/** Reads the recorded calls since the stage began. @throws Error for a source that cannot be read */
export async function newDenials(question: DenialQuestion): Promise<NewDenials> {
  const { rollout: { since = '' }, live, source, today, connection, clock } = question;
  const late = lateAttachment(question);
  const table = new DenialTable({ since, covers: coverageBy(today, live), onRecord: (record) => late?.note(record) });
  await readDenials({ source, option: '--denials', from: startOf(since), connection, clock }, table);
  const result = table.result();
  const policy = askedPolicy(question);
  const rows = result.rows.filter((row) => mayDeny(policy, row));
  const refused = rows.length > 0 ? denialsText(rows, since, policy) : await evidenceProblem(result, question, late);
  return { result, rows, ...(refused === undefined ? {} : { refused }) };
}

/** Why the absence of denials is no evidence. Undefined if it is. */
async function evidenceProblem(result: DenialResult, question: DenialQuestion, late?: LateAttachment): Promise<string | undefined> {
  const { rollout, live, source, today, connection } = question;
  const { unreadable } = result;
  if (unreadable > 0) {
    const parts = `${unreadable.toLocaleString('en')} ${unreadable === 1 ? 'part' : 'parts'}`;
    return `${parts} of the source cannot be read, and may have denials. Give intact files, or go on with --no-denials.`;
  }
  const undeployed = deploymentProblem(question);
  if (undeployed !== undefined) return undeployed;
  const [soak, group] = [{ since: rollout.since ?? '', today }, logGroupOf(source)];
  if (group === undefined) return coverageProblem(result, soak, live) ?? late?.problem(soak);
  const filter = await logEvents(group, connection);
  const uncovered = await logGroupCoverage(group, filter, soak);
  if (uncovered !== undefined) return uncovered;
  await late?.readFrom(group, filter, soak.since);
  return late?.problem(soak);
}

/** The attachments to the wave that soaks. Undefined without the IDs of the policy and of the targets, which a snapshot has. */
function lateAttachment({ rollout, code, assembly, live }: DenialQuestion): LateAttachment | undefined {
  const policyId = askedPolicy({ rollout, code, live }).id;
  const wave = rollout.waves[wavesReached(rollout) - 1];
  if (live === undefined || policyId === undefined || wave === undefined) return undefined;
  return new LateAttachment({ ...wave, policyId, targets: deployedWaves(rollout, { code, assembly, live }).lastWave });
}

/** Why a snapshot does not show that the stage is deployed. Undefined if it does, and without a snapshot. */
export function deploymentProblem({ rollout, code, assembly, live }: Pick<DenialQuestion, 'rollout' | 'code' | 'assembly' | 'live'>): string | undefined {
  const isNamed = rollout.policyName !== undefined || rollout.policyId !== undefined;
  if (live === undefined || !isNamed) return undefined;
  const { isDeployed, lacking, withOlder } = deployedWaves(rollout, { code, assembly, live });
  const advice = 'Deploy the stage, or take a new snapshot with "cdk-org snapshot".';
  if (!isDeployed) return `Nothing has soaked: in the snapshot, the policy is attached to no target of the wave ${rollout.stage}. ${advice}`;
  if (lacking.length > 0) return `Not all of the stage has soaked: in the snapshot, the policy is not attached to ${lacking.join(', ')}. ${advice}`;
  if (withOlder.length > 0) return `The older policy ${rollout.replaces} is still in place: in the snapshot, it is attached to ${withOlder.join(', ')}. ${advice}`;
  return undefined;
}

/** The policy of a rollout, as the code and the organization know it. */
export function askedPolicy({ rollout, code, live }: Pick<DenialQuestion, 'rollout' | 'code' | 'live'>): AskedPolicy {
  const { policyType: type, policyId } = rollout;
  const [coded, deployed] = [code, live].map((organization) => organization?.policies.find((policy) => isPolicyOf(rollout, policy)));
  const [id, content] = [policyId ?? deployed?.id, (coded ?? deployed)?.content];
  const foundIn = policyId !== undefined || live === undefined ? undefined
    : { organizationId: live.id, policyIds: new Set(live.policies.map((policy) => policy.id)) };
  return {
    type,
    ...(id === undefined ? {} : { id }),
    ...(content === undefined ? {} : { content }),
    ...(foundIn === undefined ? {} : { foundIn }),
  };
}
