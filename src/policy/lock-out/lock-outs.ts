import { type CompiledPolicy, evaluate, type NoAllowReason, type Reason, type StatementReason } from '../evaluate';
import { type AttachedText, certainPolicy } from './certain-policy';

/** A role with which accounts are deployed to or administered. */
export interface DeployingRole {
  /** Its names, if it may have several. `{account}` and `{region}` stand for those of the account. */
  readonly names: readonly string[];
}

export interface LockOut {
  readonly role: DeployingRole;
  /** What it cannot do. */
  readonly actions: readonly string[];
  /** Statements that deny, or that no statement allows. */
  readonly because: readonly (StatementReason | NoAllowReason)[];
}

/** Without these, nothing is deployed and no other role is assumed. */
const NEEDED = [
  'cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet', 'cloudformation:CreateStack', 'cloudformation:UpdateStack',
  'cloudformation:DescribeStacks', 'sts:AssumeRole',
];

/**
 * The roles that the service control policies of one target deny what they need, whatever else is in the request. All levels above and
 * below must allow as well, so a level that denies decides alone, and each can be judged by itself.
 *
 * Where a policy names accounts, Regions or partitions, a role counts as locked out only if it is in all of them.
 */
export function lockOuts(attached: readonly AttachedText[], roles: readonly DeployingRole[]): LockOut[] {
  const policies = attached.flatMap(certainPolicy);
  const texts = attached.map(({ text = '' }) => text).join('\n');
  return roles.flatMap((role) => {
    const principals = principalsOf(role, texts);
    const denied = NEEDED.filter((action) => principals.length > 0 && principals.every((principal) => verdict(policies, action, principal).decision === 'denied'));
    if (denied.length === 0) return [];
    const because = denied.flatMap((action) => verdict(policies, action, principals[0]).because).filter(isDenial);
    return [{ role, actions: denied, because: [...new Map(because.map((reason) => [nameOf(reason), reason])).values()] }];
  });
}

function verdict(policies: readonly CompiledPolicy[], action: string, principal: string) {
  return evaluate({ levels: [{ name: '', serviceControlPolicies: policies }], request: { action, principal } });
}

/** The role as it may be called in any account that the policies tell apart. */
function principalsOf({ names }: DeployingRole, texts: string): string[] {
  const mentioned = (pattern: RegExp, other: string) => [...new Set([other, ...[...texts.matchAll(pattern)].map(([, found]) => found)])];
  const partitions = mentioned(/\barn:(aws[a-z-]*):/g, 'aws');
  const accounts = mentioned(/\b(\d{12})\b/g, '000000000000');
  const regions = mentioned(/\b([a-z]{2}(?:-[a-z]+)+-\d)\b/g, 'us-east-1');
  return partitions.flatMap((partition) => accounts.flatMap((account) => regions.flatMap((region) => names.map((name) => (
    `arn:${partition}:iam::${account}:role/${name.replace('{account}', account).replace('{region}', region)}`)))));
}

function isDenial(reason: Reason): reason is StatementReason | NoAllowReason {
  return reason.kind === 'deny' || reason.kind === 'no-allow';
}

function nameOf(reason: StatementReason | NoAllowReason): string {
  return reason.kind === 'no-allow' ? '' : `${reason.policy}/${reason.statement}`;
}
