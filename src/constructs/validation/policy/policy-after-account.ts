import type { IConstruct } from 'constructs';
import { type AttachedText, parseJson } from '../../../policy';
import { RESTRICTED_ACCOUNT_KEYS } from '../../account/restricted-account-keys';
import { POLICY_AFTER_ACCOUNT } from '../app-rules';
import { problem } from '../rule';
import { warn } from '../rule-page';

/** A policy or policy set that is attached to a target above an account. */
export interface PolicyAbove {
  readonly type: string;
  readonly path: string;
  readonly text: AttachedText;
}

/** Policies that one resource attaches to a target above an account. */
export interface PoliciesAbove {
  readonly target: IConstruct;
  readonly policies: readonly PolicyAbove[];
  readonly detachFullAwsAccess: boolean;
}

/**
 * Warns of policies above an account that have to wait for its ID: for a moment, the account exists without them, and without all other
 * policies of that target. There is no warning for a target whose policies all exempt the account.
 */
export function warnOfPoliciesAfter(account: IConstruct, above: readonly PoliciesAbove[]): void {
  for (const { target, policies, detachFullAwsAccess } of above) {
    const naming = policies.filter(({ text }) => text.ownAccount !== undefined);
    if (naming.length === 0 || (!detachFullAwsAccess && policies.every(leavesAlone))) continue;
    warn(account, POLICY_AFTER_ACCOUNT.id, problem({
      wrong: `The account exists for a moment without the policies that are attached to ${target.node.path}, since their attachment waits for the ID `
        + 'of the account',
      given: naming.map(({ path }) => path).join(', '),
      remedy: 'Attach what names the account to the account itself, or give its ID in digits once it exists, or acknowledge this',
    }));
  }
}

interface Statement {
  readonly Effect?: unknown;
  readonly Condition?: { readonly StringNotEquals?: { readonly [key: string]: unknown } };
}

/** Whether no statement denies anything to the account, because each of them exempts it as `exemptAccounts` does. */
function leavesAlone({ type, text: { text, ownAccount } }: PolicyAbove): boolean {
  const key = RESTRICTED_ACCOUNT_KEYS[type];
  if (key === undefined || text === undefined) return false;
  const { Statement: statements } = parseJson(text) as { readonly Statement?: Statement | Statement[] };
  return [statements ?? []].flat().every(({ Effect, Condition }) => (
    Effect === 'Allow' || (ownAccount !== undefined && [Condition?.StringNotEquals?.[key]].flat().includes(ownAccount))));
}
