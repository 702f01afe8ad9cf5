import { type DeployingRole, Mentions, principalsAt } from './call-sites';
import { attachedTo, type AttachedText, certainPolicy } from './certain-policy';
import type { LockOut } from './lock-outs';
import { CompiledPolicy, evaluate, type StatementReason } from '../evaluate';
import { RCP_FULL_AWS_ACCESS } from '../language';

const ASSUMING = 'sts:AssumeRole';
/** A policy that cannot be detached. */
const OF_AWS = new CompiledPolicy('RCPFullAWSAccess', RCP_FULL_AWS_ACCESS);

/**
 * The roles that nobody can assume because of the resource control policies of one target, from any place and for any caller. Only such
 * policies can deny that to callers of other accounts, such as a pipeline.
 *
 * @param accountId the ID of the target, if it is an account with a known ID: then no other account counts
 */
export function assumptionLockOuts(attached: readonly AttachedText[], roles: readonly DeployingRole[], accountId?: string): LockOut[] {
  if (attached.length === 0) return [];
  const mentions = new Mentions(attached);
  const places = (accountId === undefined ? mentions.accounts : [accountId]).map((account) => ({
    account, policies: [OF_AWS, ...attached.flatMap((policy) => certainPolicy(attachedTo(account, policy), 'RESOURCE_CONTROL_POLICY'))],
  }));
  return roles.filter(({ names }) => names.length > 0).flatMap((role) => {
    const verdicts = places.flatMap(({ account, policies }) => mentions.callSites(account)
      .flatMap((site) => principalsAt(role, site)).map((resource) => askFor(policies, resource)));
    if (verdicts.some(({ decision }) => decision !== 'denied')) return [];
    const reasons = verdicts.flatMap(({ matchedStatements }) => matchedStatements).filter((reason): reason is StatementReason => reason.kind === 'deny');
    return [{ role, actions: [ASSUMING], matchedStatements: [...new Map(reasons.map((reason) => [`${reason.policy}/${reason.statement}`, reason])).values()] }];
  });
}

function askFor(policies: readonly CompiledPolicy[], resource: string) {
  return evaluate({ levels: [], resourceSide: { levels: [{ name: '', resourceControlPolicies: policies }] }, request: { action: ASSUMING, resource } });
}
