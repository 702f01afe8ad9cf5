import { Token } from 'aws-cdk-lib';
import { actionsMatching } from '../../../policy/actions';
import { problem } from '../../validation';
import { conditionKeyProblems } from '../shared/literal-parameters';
import { listProblems, PROVIDER_RULES } from '../shared/parameter-rules';

/** Actions of a sign-in with SAML or OpenID Connect. A person who signs in is not yet an AWS principal of an organization. */
const SIGN_IN_ACTIONS = ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity', 'sts:SetSourceIdentity', 'sts:TagSession'];

/** Providers whose tokens have no `sub` claim, with the claim that contains the subject. */
const SUBJECT_CLAIMS: Record<string, string> = { 'graph.facebook.com': 'id', 'www.amazon.com': 'user_id' };

/**
 * The condition key for the subject of a web identity.
 * Source: IAM User Guide, "IAM and AWS STS condition context keys", available keys for AWS OIDC federation.
 */
export function subjectKey(provider: string): string {
  return `${provider}:${SUBJECT_CLAIMS[provider.toLowerCase()] ?? 'sub'}`;
}

export function providerProblems(providers: readonly string[]): string[] {
  return [...listProblems('providers', providers, PROVIDER_RULES), ...conditionKeyProblems('provider', providers)];
}

/**
 * Messages about actions that would make an identity perimeter deny every sign-in.
 * Source: AWS's data perimeter policy examples, `resource_control_policies/README.md`, "EnforceOrgIdentities"; AWS Control Tower Controls
 * Reference, CT.STS.PV.1.
 */
export function signInProblems(actions: readonly string[]): string[] {
  const signsIn = (action: string) => !Token.isUnresolved(action) && actionsMatching(action).some((name) => SIGN_IN_ACTIONS.includes(name));
  return actions.filter(signsIn).map((given) => problem({
    wrong: 'The action includes sign-in with SAML or OpenID Connect, whose requests have no organization, so that every sign-in would be denied',
    given,
    remedy: 'Give sts:AssumeRole and sts:SetContext instead',
  }));
}
