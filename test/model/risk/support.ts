import type { Organization, Policy, Review } from '../../../src/model';
import { account, attached, FULL_ACCESS, IN_CODE, organization, policy, unit } from '../organizations';

export const ACTIONS = ['s3:GetObject', 's3:DeleteBucket', 'ec2:RunInstances'];
export const ENABLED = { policyTypes: ['SERVICE_CONTROL_POLICY' as const] };
export const scp = (name: string, ...statements: object[]) => policy(name, {
  Version: '2012-10-17', Statement: statements.map((statement) => ({ Effect: 'Deny', Resource: '*', ...statement })),
});

/** A shop in `Prod`, and an empty `Dev`. */
export function shop(policies: Policy[], prod: Policy[], dev: Policy[] = [], home: 'Prod' | 'Dev' | 'nowhere' = 'Prod', more: Partial<Organization> = {}): Organization {
  const place = (name: string, of: Policy[]) => unit(name, {
    attachedPolicies: [FULL_ACCESS, ...of.map(attached)],
    accounts: name === home ? [account('shop', { attachedPolicies: [FULL_ACCESS] })] : [],
  });
  return organization({
    root: { attachedPolicies: [FULL_ACCESS], organizationalUnits: [place('Dev', dev), place('Prod', prod)] }, policies, more: { ...ENABLED, ...more },
  });
}

/** The same, with code that moves the shop to `Dev` when it is removed from the app. */
export function leaving(...given: Parameters<typeof shop>): Organization {
  const there = shop(...given);
  const [dev, prod] = there.root.organizationalUnits;
  const [shopAccount] = prod.accounts;
  const code = { ...shopAccount.code!, removal: { Action: 'MoveAccount' as const, ParentId: dev.id } };
  return { ...there, root: { ...there.root, organizationalUnits: [dev, { ...prod, accounts: [{ ...shopAccount, code }] }] } };
}

export const OTHER = { ...IN_CODE, owner: 'Other', adopt: true };
export const BOTH_STACKS = { owners: ['Other', 'S'], guardedActions: [], withoutFullAwsAccess: [] };
export const s3 = scp('guard', { Sid: 'A', Action: 's3:DeleteBucket' });
export const more = scp('guard', { Sid: 'A', Action: 's3:DeleteBucket' }, { Sid: 'B', Action: 'ec2:*' });
export const openly = scp('guard', { Sid: 'A', Action: 's3:DeleteBucket', Condition: { Bool: { 'aws:ViaAWSService': 'false' } } });
export const removal = (action: 'CloseAccount' | 'RemoveAccountFromOrganization') => (
  account('shop', { code: { ...IN_CODE, removal: { Action: action } } }));


/** Levels of the risks, by the kind of the change. */
export function levelsOf({ changes, risks }: Review): Record<string, string[]> {
  const levels = (index: number) => risks.filter(({ change }) => change === index).map(({ level }) => level);
  return Object.fromEntries(changes.map(({ kind }, index) => [kind, levels(index)]));
}
