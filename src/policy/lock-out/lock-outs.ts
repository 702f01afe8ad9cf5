import { type CompiledPolicy, evaluate, type NoAllowReason, type Reason, type StatementReason, type Verdict } from '../evaluate';
import { type DeployingRole, Mentions, principalsAt } from './call-sites';
import { attachedTo, type AttachedText, certainPolicy } from './certain-policy';
import { actionName } from '../evaluate/compile/compile-action';

export interface LockOut {
  readonly role: DeployingRole;
  /** The actions that it cannot perform. */
  readonly actions: readonly string[];
  /** Statements that deny, or levels where no statement allows. */
  readonly matchedStatements: readonly (StatementReason | NoAllowReason)[];
}

/** Without these actions, the role can neither deploy a stack nor assume another role. */
export const NEEDED: readonly string[] = [
  'cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet', 'cloudformation:CreateStack', 'cloudformation:UpdateStack',
  'cloudformation:DescribeStacks', 'sts:AssumeRole',
];

/** An account that the target may contain, and the policies with its ID filled in. */
interface Place {
  readonly account: string;
  readonly policies: readonly CompiledPolicy[];
}

/**
 * The roles that lack an action they need because of the service control policies of one target, for every possible request. All levels
 * above and below must allow as well, so one level that denies decides, and each can be judged on its own.
 *
 * Where a policy names accounts, Regions, partitions, stacks, files or roles, a role counts as locked out only if it is in all of them.
 *
 * @param accountId the ID of the target, if it is an account with a known ID: then no other account counts
 */
export function lockOuts(attached: readonly AttachedText[], roles: readonly DeployingRole[], accountId?: string): LockOut[] {
  const mentions = new Mentions(attached);
  const places = (accountId === undefined ? mentions.accounts : [accountId]).map((account): Place => (
    { account, policies: attached.flatMap((policy) => certainPolicy(attachedTo(account, policy))) }));
  return roles.filter(({ names }) => names.length > 0).flatMap((role) => {
    // Actions of one service that the same statements name have the same answer.
    const answers = new Map<string, readonly Reason[] | undefined>();
    const { needs = NEEDED, optional = false } = role;
    const denials: { action: string; matchedStatements: readonly Reason[] }[] = [];
    for (const action of needs) {
      const named = statementsNaming(action, places[0]);
      if (!answers.has(named)) answers.set(named, denial(action, role, places, mentions));
      const matchedStatements = answers.get(named);
      if (matchedStatements !== undefined) denials.push({ action, matchedStatements });
      if (optional && !matchedStatements?.some(({ kind }) => kind === 'deny')) return [];
    }
    if (denials.length === 0) return [];
    const reasons = denials.flatMap((found) => found.matchedStatements).filter(isDenial);
    const matchedStatements = new Map(reasons.map((reason) => [nameOf(reason), reason]));
    return [{ role, actions: denials.map(({ action }) => action), matchedStatements: [...matchedStatements.values()] }];
  });
}

function statementsNaming(action: string, { policies }: Place): string {
  const name = actionName(action);
  return [name.service, ...policies.map((policy) => policy.matching(name).map(({ index }) => index).join())].join('/');
}

/** The reason why the role is denied the action on any resource, from any call site; undefined if it may be allowed somewhere. */
function denial(action: string, role: DeployingRole, places: readonly Place[], mentions: Mentions): readonly Reason[] | undefined {
  let matchedStatements: readonly Reason[] | undefined;
  for (const { account, policies } of places) {
    // Most policies do not depend on the caller and the resource, and then one question is enough.
    const forAnyCaller = ask(policies, action);
    if (forAnyCaller.decision === 'allowed') return undefined;
    if (forAnyCaller.decision === 'denied') {
      matchedStatements ??= forAnyCaller.matchedStatements;
      continue;
    }
    for (const site of mentions.callSites(account)) {
      for (const principal of principalsAt(role, site)) {
        const denied = deniedOnAll(policies, action, principal, () => mentions.resources(action, site));
        if (denied === undefined) return undefined;
        matchedStatements ??= denied;
      }
    }
  }
  return matchedStatements;
}

function deniedOnAll(
  policies: readonly CompiledPolicy[], action: string, principal: string, resources: () => readonly string[],
): readonly Reason[] | undefined {
  const forAnyResource = ask(policies, action, principal);
  if (forAnyResource.decision !== 'depends') return forAnyResource.decision === 'denied' ? forAnyResource.matchedStatements : undefined;
  let matchedStatements: readonly Reason[] | undefined;
  for (const resource of resources()) {
    const verdict = ask(policies, action, principal, resource);
    if (verdict.decision !== 'denied') return undefined;
    matchedStatements ??= verdict.matchedStatements;
  }
  return matchedStatements;
}

function ask(policies: readonly CompiledPolicy[], action: string, principal?: string, resource?: string): Verdict {
  return evaluate({ levels: [{ name: '', serviceControlPolicies: policies }], request: { action, principal, resource } });
}

function isDenial(reason: Reason): reason is StatementReason | NoAllowReason {
  return reason.kind === 'deny' || reason.kind === 'no-allow';
}

function nameOf(reason: StatementReason | NoAllowReason): string {
  return reason.kind === 'no-allow' ? '' : `${reason.policy}/${reason.statement}`;
}
