import { type ActionName, actionName } from './compile/compile-action';
import type { CompiledPolicy } from './compile/compile-policy';
import { exemption } from './exemption';
import { judgeLevel, type Judgement, permits } from './judge-policy';
import { type Level, policiesOf, UnknownPolicy } from './level';
import { noAllowReason, type Reason, type ReasonType, statementReason } from './reason';
import { type AccessRequest, checkRequest } from './request/access-request';
import { accountOfArn } from './request/principal';
import { RequestContext } from './request/request-context';
import { all, isUnknown, type Ternary } from './ternary';
import type { AuthorizationPolicyType } from '../../contract';

export type Decision = 'allowed' | 'denied' | 'depends';

/** An account from the point of view of policies. */
export interface AccountSide {
  /** From the root down to the account. */
  readonly levels: readonly Level[];
  readonly managementAccount?: boolean;
}

export interface Question extends AccountSide {
  readonly request: AccessRequest;
  /** The account of the resource, if it differs from that of the principal. Without levels no policy counts there. */
  readonly resourceSide?: AccountSide;
  /** The permissions of the principal. Without them the answer is the maximum that the organization permits. */
  readonly identityPolicies?: readonly CompiledPolicy[];
}

export interface Verdict {
  readonly decision: Decision;
  /** The reasons: denials and levels without an Allow, or open statements, or one allowing statement for each level. */
  readonly matchedStatements: readonly Reason[];
  /** Context keys, `the resource`, or policies that were not given; empty unless the decision depends. */
  readonly missingInformation: readonly string[];
}

/** The policies that are judged together: one level of one type, or the identity-based ones. */
interface Attached {
  readonly level?: string;
  readonly policies: readonly CompiledPolicy[];
}

interface Gate extends Attached {
  readonly type: ReasonType;
  readonly judgement: Judgement;
}

interface Gates {
  readonly gates: readonly Gate[];
  /** Policies that do not count for this request, and policies that were not given. */
  readonly notEvaluated: readonly Reason[];
}

/**
 * Evaluates a request against the policies of the organization. Each level must allow it, and no policy on the path may deny it.
 * Sources: AWS Organizations User Guide, "SCP evaluation" and "RCP evaluation"; IAM User Guide, "Policy evaluation logic".
 *
 * @throws Error if the request does not name one action.
 */
export function evaluate(question: Question): Verdict {
  checkRequest(question.request);
  const context = new RequestContext(question.request);
  const action = actionName(question.request.action);
  const { gates, notEvaluated } = gatesOf(question, action, context);
  const missing = notEvaluated.filter((reason) => reason.kind === 'not-given').map(({ what }) => what);
  const permitted = all([...gates.map(({ judgement }) => permits([judgement])), missing.length === 0 ? true : missing], (truth) => truth);
  if (permitted === true) return { decision: 'allowed', matchedStatements: [...notEvaluated, ...gates.flatMap((gate) => allows(gate, context))], missingInformation: [] };
  if (permitted === false) return { decision: 'denied', matchedStatements: gates.flatMap((gate) => denials(gate, context)), missingInformation: [] };
  return { decision: 'depends', matchedStatements: [...notEvaluated, ...gates.flatMap((gate) => openPoints(gate, context))], missingInformation: permitted };
}

export function decisionOf(permitted: Ternary): Decision {
  if (isUnknown(permitted)) return 'depends';
  return permitted ? 'allowed' : 'denied';
}

function gatesOf(question: Question, action: ActionName, context: RequestContext): Gates {
  const { levels, managementAccount = false, request: { principal, resource } } = question;
  const gates = (type: ReasonType, attached: readonly Attached[], exemptionText: string | undefined): Gates => {
    if (exemptionText !== undefined) {
      return { gates: [], notEvaluated: attached.length === 0 ? [] : [{ kind: 'exempt', type, why: exemptionText }] };
    }
    const judged = attached.map((each) => ({ type, ...each, judgement: judgeLevel(type, each.policies, action, context) }));
    return { gates: judged, notEvaluated: [] };
  };
  const side = (type: AuthorizationPolicyType, of: readonly Level[], exemptionText: string | undefined) => (
    gates(type, of.flatMap((level): Attached[] => {
      const policies = policiesOf(level, type);
      return policies === undefined ? [] : [{ level: level.name, policies }];
    }), exemptionText));
  const serviceControl = side('SERVICE_CONTROL_POLICY', levels, exemption('SERVICE_CONTROL_POLICY', { action, principal, managementAccount }));
  const foreign = question.resourceSide === undefined ? foreignAccount(principal, resource) : undefined;
  const { levels: resourceLevels, managementAccount: resourceInManagement = false } = question.resourceSide ?? question;
  const resourceExemption = exemption('RESOURCE_CONTROL_POLICY', { action, principal, resource, managementAccount: resourceInManagement });
  const resourceControl = foreign === undefined || resourceExemption !== undefined
    ? side('RESOURCE_CONTROL_POLICY', resourceLevels, resourceExemption)
    : { gates: [], notEvaluated: [notGiven(foreign)] };
  const identityPolicies = question.identityPolicies === undefined ? [] : [{ policies: question.identityPolicies }];
  const identity = gates('IDENTITY_POLICY', identityPolicies, exemption('IDENTITY_POLICY', { action }));
  const parts = [serviceControl, resourceControl, identity];
  return { gates: parts.flatMap((each) => each.gates), notEvaluated: parts.flatMap((each) => each.notEvaluated) };
}

/** The account of the resource, if it is known to differ from the principal's. */
function foreignAccount(principal: string | undefined, resource: string | undefined): string | undefined {
  if (principal === undefined || resource === undefined) return undefined;
  const [home, other] = [accountOfArn(principal), accountOfArn(resource)];
  return home !== undefined && home !== other ? other : undefined;
}

function notGiven(account: string): Reason {
  return { kind: 'not-given', type: 'RESOURCE_CONTROL_POLICY', what: `the resource control policies of account ${account}` };
}

function denials({ type, level, policies, judgement }: Gate, context: RequestContext): Reason[] {
  const denied = judgement.matches.filter(({ compiled, holds }) => holds === true && compiled.statement.effect === 'Deny');
  return [
    ...denied.map((match) => statementReason(type, level, match, context)),
    ...(judgement.allow === false ? [noAllowReason(type, level, policies)] : []),
  ];
}

function openPoints({ type, level, judgement }: Gate, context: RequestContext): Reason[] {
  const open = judgement.matches.filter(({ compiled: { statement }, holds }) => (
    isUnknown(holds) && (statement.effect === 'Deny' || isUnknown(judgement.allow))));
  const unknown = new Set(open.map(({ policy }) => policy).filter((policy) => policy instanceof UnknownPolicy));
  return [
    ...open.filter(({ policy }) => !(policy instanceof UnknownPolicy)).map((match) => statementReason(type, level, match, context)),
    ...[...unknown].map(({ what }): Reason => ({ kind: 'not-given', type, ...(level === undefined ? {} : { level }), what })),
  ];
}

/** The first statement that allows at each level; others would be redundant. */
function allows({ type, level, judgement }: Gate, context: RequestContext): Reason[] {
  const allowing = judgement.matches.find(({ compiled, holds }) => holds === true && compiled.statement.effect === 'Allow');
  return allowing === undefined ? [] : [statementReason(type, level, allowing, context)];
}
