import type { AccessAnswer, Organization, PlacedAccount } from '../../../model';
import type { Reason, ReasonType } from '../../../policy';
import { type DenialCause, type Incident, isOfOrganization, type PolicyKind } from '../../../trail';

/** How the words of the service and the answer of the policies fit together, a sentence each. */
export function eventFindings(incident: Incident, answer: AccessAnswer, organization: Organization, placed: PlacedAccount): string[] {
  const { cause, encoded } = incident;
  return [
    ...(cause === undefined ? [] : causeFindings(cause, answer, organization, placed)),
    ...(cause === undefined || isOfOrganization(cause) === undefined ? agreement(incident, answer) : []),
    ...(encoded === undefined ? [] : ['It has an encoded part, which has all keys of the request. Give --decode-message, or give the answer of "aws sts decode-authorization-message" in the account of the caller to --event.']),
  ];
}

function agreement({ refused, cause }: Incident, { decision }: AccessAnswer): string[] {
  if (!refused) return ['The record shows no refusal: the call passed.'];
  if (decision !== 'allowed') return [];
  const from = cause?.how === 'no allow' ? 'No policy allowed it' : 'Another policy refused it';
  return [`The organization lets the request pass as far as it is known. ${from}: one of the account (identity, permissions boundary, session, resource, VPC endpoint), or one of the organization that has changed since.`];
}

function causeFindings(
  cause: DenialCause, answer: AccessAnswer, organization: Organization, placed: PlacedAccount,
): string[] {
  const { how, policy } = cause;
  const { decision, matchedStatements } = answer;
  const says = how === 'explicit deny' ? `The service says: an explicit deny${policy === undefined ? '' : ` in a ${policy}`}.`
    : `The service says: no ${policy ?? 'policy'} allows it.`;
  const ofOrganization = isOfOrganization(cause);
  if (ofOrganization === undefined) return [says];
  if (!ofOrganization) {
    const also = decision === 'denied' ? ' The organization denies the request as well, so that alone does not help.' : '';
    return [`${says} That is no policy of the organization, and not known here: ask the team that manages it in the account.${also}`];
  }
  return [says, ...namedPolicy(cause, matchedStatements, organization, placed), ...deduced(cause, answer)];
}

const TYPES: Partial<Record<PolicyKind, ReasonType>> = {
  'service control policy': 'SERVICE_CONTROL_POLICY', 'resource control policy': 'RESOURCE_CONTROL_POLICY',
};

/** Where keys are open here, the words of the service leave only some statements. */
function deduced({ how, policy }: DenialCause, { decision, matchedStatements }: AccessAnswer): string[] {
  if (decision === 'denied') return [];
  if (decision === 'allowed') return ['Here the policies let it pass: they have changed since, or the event lacks a key that decides.'];
  const open = matchedStatements.filter((reason) => reason.kind === 'deny' && reason.type === TYPES[policy!])
    .map((reason) => (reason.kind === 'deny' ? `${reason.statement} of ${reason.policy}${reason.level === undefined ? '' : ` at ${reason.level}`}` : ''));
  if (how === 'no allow' || open.length === 0) return ['Here it depends on keys that the event does not show.'];
  return [open.length === 1 ? `So it was ${open[0]}: no other statement here can deny it.` : `So it was one of these: ${open.join(', ')}.`];
}

const POLICY_ID = /\/(p-[A-Za-z0-9_]+)$/;

/** The policy of an ARN in the message, and whether it decides here too. */
function namedPolicy(
  { policyArn }: DenialCause, reasons: readonly Reason[], { policies }: Organization, { places }: PlacedAccount,
): string[] {
  if (policyArn === undefined) return [];
  const id = POLICY_ID.exec(policyArn)?.[1];
  const policy = policies.find((each) => each.id === id);
  if (policy === undefined) return [`The policy that it names is not in this organization: ${policyArn}.`];
  const at = places.filter(({ target }) => target.attachedPolicies.some((attached) => attached.id === id)).map(({ name }) => name);
  if (at.length === 0) return [`It names ${policy.name}, which is attached nowhere on the way to the account here.`];
  const decides = reasons.some((reason) => reason.kind === 'deny' && reason.policy === policy.name && reason.type === policy.type);
  return [`It names ${policy.name}, attached at ${at.join(', ')}${decides ? '' : '; here another policy decides'}.`];
}
