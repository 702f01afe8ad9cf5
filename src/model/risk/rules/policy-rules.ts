import { repeatedKeyRisk } from './repeated-key-rule';
import type { Judged, RiskContext, Rule } from './risk-rules';
import { isAuthorizationPolicyType } from '../../../contract';
import type { AttachmentChange, PolicyChange } from '../../diff/change';
import { documentOf } from '../../diff/identity/policy-text';
import type { PolicyReference } from '../../diff/references';
import { BOTH, LOOSENS, ofAttaching, ofDetaching, ofStatements, type Possible, TIGHTENS } from '../policy-effect';

type Rules = { readonly [Kind in (PolicyChange | AttachmentChange)['kind']]: Rule<Kind> };

const neutral = (reason: string) => (): Judged => ({ level: 'neutral', reason });

export const MISSING = 'The deployment stops, as adopt: true creates nothing.';

/** Risks of policies and their attachments, judged by the impact on accounts where the text and the targets are known. */
export const POLICY_RULES: Rules = {
  policyAdded: ({ arrival, content }) => [
    arrival === 'adopted' ? adoptedPolicy(content) : { level: 'neutral', reason: arrival === 'missing' ? MISSING : 'A policy says nothing until it is attached.' },
    ...repeatedKeyRisk(content),
  ],
  policyRemoved: neutral('A policy is deleted only where nothing uses it.'),
  policyRenamed: neutral('The policy says the same.'),
  policyDescriptionChanged: neutral('The policy says the same.'),
  policyStatementsChanged: ({ policy: { id, type }, statements, after }, context) => [
    ...editedPolicy(id, { ...ofStatements(statements, type), type }, context), ...repeatedKeyRisk(after),
  ],
  managementPolicyChanged: ({ policy, after }, context) => [
    ...editedPolicy(policy.id, { ...BOTH, type: policy.type }, context), ...repeatedKeyRisk(after),
  ],
  policyRewritten: neutral('The policy says the same.'),

  attached: ({ policy, target, awsManaged }, context) => [
    ...context.effect([target.id], possible(ofAttaching, policy, context)), ...(awsManaged ? [] : unknownPolicy(policy, context)),
  ],
  detached: ({ policy, target, awsManaged }, context) => [
    ...context.effect([target.id], possible(ofDetaching, policy, context)), ...(awsManaged ? [] : unknownPolicy(policy, context)),
  ],
  fullAwsAccessDetached: ({ target }, context) => context.effect([target.id], { ...TIGHTENS, type: 'SERVICE_CONTROL_POLICY' }),
  fullAwsAccessReturned: ({ target }, context) => context.effect([target.id], { ...LOOSENS, type: 'SERVICE_CONTROL_POLICY' }),
};

export function effectOfAttaching(policy: PolicyReference, context: RiskContext): Possible {
  return possible(ofAttaching, policy, context);
}

/** An edited policy that the code has adopted counts where others have attached it as well. */
function editedPolicy(id: string, effect: Possible, context: RiskContext): Judged[] {
  const judged = context.effect(context.attachedTo(id), effect);
  if (!context.mayBeAttachedElsewhere(id)) return judged;
  const reason = 'It existed before the code, so that targets outside the code may have it.';
  const elsewhere: Judged[] = (['loosens', 'tightens'] as const)
    .filter((level) => effect[level] && !judged.some((each) => each.level === level)).map((level) => ({ level, reason }));
  return elsewhere.length === 0 ? judged : [...judged.filter(({ level }) => level !== 'neutral'), ...elsewhere];
}

/** The deployment stops where the policy says something else than the code; a text that cannot be read cannot be compared. */
function adoptedPolicy(content: string): Judged {
  return documentOf(content) === undefined
    ? { level: 'loosens', reason: 'What it says is not known, and it may be attached already.' }
    : { level: 'neutral', reason: 'It is taken over as it is. The deployment stops if it says something else.' };
}

/** Of a policy that the code only names, the text is not known. */
function unknownPolicy({ id }: PolicyReference, context: RiskContext): Judged[] {
  if (context.content(id) !== undefined) return [];
  const reason = 'What the policy says is not in the code.';
  return [{ level: 'loosens', reason }, { level: 'tightens', reason }];
}

function possible(of: (content: string | undefined) => Possible, { id, type }: PolicyReference, context: RiskContext): Possible {
  return { ...isAuthorizationPolicyType(type) ? of(context.content(id)) : BOTH, type };
}
