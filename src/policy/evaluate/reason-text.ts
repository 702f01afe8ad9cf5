import type { ConditionReason, Reason, ReasonType, ResourceReason } from './reason';

const TITLES: Record<ReasonType, string> = {
  SERVICE_CONTROL_POLICY: 'service control policy',
  RESOURCE_CONTROL_POLICY: 'resource control policy',
  IDENTITY_POLICY: 'identity-based policy',
};

/** The reason as one sentence for people. */
export function reasonText(reason: Reason): string {
  const title = TITLES[reason.type];
  switch (reason.kind) {
    case 'exempt': return `${upperFirst(reason.why)}.`;
    case 'not-given': return `${upperFirst(reason.what)}${reason.what.includes(', ') ? ',' : ''} would have to be known${at(reason.level)}.`;
    case 'no-allow': {
      const policies = reason.policies.length === 0 ? 'none is given' : `looked at ${reason.policies.join(', ')}`;
      return `No ${title}${at(reason.level)} allows it (${policies}).`;
    }
    default: {
      const verb = reason.kind === 'allow' ? 'allows' : 'denies';
      const needed = [...reason.resource === undefined ? [] : [resourceText(reason.resource)], ...reason.conditions.map(conditionText)];
      const conditions = needed.length === 0 ? '' : `, if ${needed.join(' and ')}`;
      const unknown = reason.missingInformation.length === 0 ? '' : `; it depends on ${reason.missingInformation.join(', ')}`;
      return `${reason.statement} of the ${title} ${reason.policy}${at(reason.level)} ${verb} it${conditions}${unknown}.`;
    }
  }
}

function resourceText({ element, patterns, given }: ResourceReason): string {
  return `${element} ${patterns.join(', ')} (the request: ${given})`;
}

/** The value of the request for the key of a condition. */
export function givenText({ given, ruledOut }: ConditionReason): string {
  if (ruledOut !== undefined) return `not ${ruledOut.join(', ')}`;
  return typeof given === 'string' ? given : given.join(', ');
}

function conditionText(reason: ConditionReason): string {
  const { operator, key, values } = reason;
  return `${operator} ${key} ${values.join(', ')} (the request: ${givenText(reason)})`;
}

function at(level: string | undefined): string {
  return level === undefined ? '' : ` at ${level}`;
}

function upperFirst(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
