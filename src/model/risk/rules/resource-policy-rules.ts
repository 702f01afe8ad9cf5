import { onlyTightens } from './only-tightens';
import type { Judged, RiskContext } from './risk-rules';
import { principalWords, rightsWords } from '../../delegation/delegation-words';
import { type Delegation, delegationOfText } from '../../delegation/delegations';
import type { Change, StatementChange } from '../../diff/change';
import { documentOf } from '../../diff/identity/policy-text';

type ResourcePolicyChange = Extract<Change, { kind: 'resourcePolicyChanged' }>;

const TIGHTENS: Judged = { level: 'tightens', reason: 'Member accounts can do less with policies of the organization; their stacks of policies may fail.' };

/** One risk for each statement that lets an account do more: the account, its new rights, and their targets. */
export function resourcePolicyRisk({ statements, before, after, outcome }: ResourcePolicyChange, context: Pick<RiskContext, 'caption'>): Judged[] {
  if (outcome === 'stays') return [{ level: 'neutral', reason: 'The resource policy stays, and the code says nothing about it any more.' }];
  const [former, present] = [statementTexts(before), statementTexts(after)];
  const gains = statements.flatMap((change) => gainsOf(change, former, present, context));
  const loses = statements.some(({ change, effect }) => (effect === 'Deny') === (change === 'added') || change === 'changed');
  return gains.length > 0 ? gains : [loses ? TIGHTENS : { level: 'neutral', reason: 'Other statements of the resource policy allow the same.' }];
}

function gainsOf(
  { change, statement, effect, before, after }: StatementChange, former: readonly string[], present: readonly string[], { caption }: Pick<RiskContext, 'caption'>,
): Judged[] {
  if (effect === 'Deny') {
    if (change === 'added' || present.some((other) => isWithin(before, other))) return [];
    const denied = delegationOfText(before);
    return denied === undefined ? unreadable(statement) : [judged(denied, present, `${sentenceCase(principalWords(denied, caption))} is no longer denied to ${rightsWords(denied, caption)}.`)];
  }
  if (change === 'removed' || (effect === 'Allow' && former.some((other) => isWithin(after, other)))) return [];
  const gained = delegationOfText(after);
  return gained === undefined || effect !== 'Allow' ? unreadable(statement)
    : [judged(gained, present, `${sentenceCase(principalWords(gained, caption))} may ${rightsWords(gained, caption)}.`)];
}

/**
 * An account that attaches to or detaches from the root controls what every account may do. So does one that changes or deletes policies:
 * they may be attached to the root, and the targets of a delegation do not limit that.
 */
function judged(gained: Delegation, present: readonly string[], reason: string): Judged {
  const { rights, reachesRoot } = gained;
  const attaches = rights.includes('attach') || rights.includes('detach');
  if (rights.includes('disable') || (attaches && reachesRoot)) {
    return { level: 'destroys', reason: `${reason} This reaches the root, and with it every account below.` };
  }
  const policies = present.flatMap((text) => delegationOfText(text) ?? []).filter(({ effect }) => effect === 'Allow');
  if (changesPolicies(gained) && gained.policyTags.length === 0) return { level: 'destroys', reason: `${reason} ${NOT_LIMITED}` };
  const limited = [gained, ...policies].filter((each) => changesPolicies(each) && each.policyTags.length > 0);
  const tagging = [gained, ...policies].filter((each) => each.rights.includes('tag') && each.reachesPolicies);
  const isInvolved = changesPolicies(gained) || tagging.includes(gained);
  return isInvolved && limited.some((one) => tagging.some((other) => voids(other, one)))
    ? { level: 'destroys', reason: `${reason} ${CLAIMS}` } : { level: 'loosens', reason };
}

const NOT_LIMITED = 'It can empty or delete such policies wherever they are attached, since only a tag of the policies can limit that.';
const CLAIMS = 'The limit by a tag does not hold, since the account may write tags of policies outside it.';

function changesPolicies({ rights, reachesPolicies }: Delegation): boolean {
  return reachesPolicies && (rights.includes('change') || rights.includes('delete'));
}

/** Whether a statement lets an account write the tag by which another statement limits it. */
function voids(tagging: Delegation, limited: Delegation): boolean {
  const isShared = [tagging, limited].some(({ principals }) => principals.includes('*'))
    || tagging.principals.some((each) => limited.principals.includes(each));
  return isShared && tagging.policyTags.join() !== limited.policyTags.join();
}

function unreadable(statement: string): Judged[] {
  return [{ level: 'destroys', reason: `Who can do what is not known: ${statement === '' ? 'the document' : `the statement ${statement}`} cannot be read.` }];
}

/** Whether one statement is certain to add nothing to another one of the same effect. */
function isWithin(narrow: string | undefined, wide: string): boolean {
  const [one, other] = [split(narrow), split(wide)];
  if (one === undefined || other === undefined || one.effect !== other.effect) return false;
  if (!other.principals.includes('*') && !one.principals.every((each) => other.principals.includes(each))) return false;
  return one.effect === 'Allow' ? onlyTightens(other.document, one.document) : onlyTightens(one.document, other.document);
}

/** The principals of a statement, and the rest of it as a document. */
function split(text: string | undefined): (Pick<Delegation, 'effect' | 'principals'> & { readonly document: string }) | undefined {
  const [statement, delegation] = [documentOf(text ?? ''), delegationOfText(text)];
  if (delegation === undefined || typeof statement !== 'object' || statement === null || Array.isArray(statement)) return undefined;
  const { Principal: _principal, Sid: _sid, ...rest } = statement;
  return { ...delegation, document: JSON.stringify({ Statement: [rest] }) };
}

function statementTexts(content: string | undefined): string[] {
  const document = documentOf(content ?? '{}');
  if (typeof document !== 'object' || document === null || Array.isArray(document) || document.Statement === undefined) return [];
  return [document.Statement].flat().map((statement) => JSON.stringify(statement));
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
