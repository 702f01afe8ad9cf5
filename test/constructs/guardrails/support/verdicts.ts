import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { Guardrail } from '../../../../src';
import { CompiledPolicy, evaluate, FULL_AWS_ACCESS, parsePolicyDocument, RCP_FULL_AWS_ACCESS, type Verdict } from '../../../../src/policy';
import { DEVELOPER, type Request } from '../cases';

export type Authorization = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

export const languageOf = (guardrail: Guardrail) => guardrail.policyType.policyTypeName as Authorization;

export function documentOf(guardrail: Guardrail): Record<string, unknown> {
  return new PolicyDocument({ statements: guardrail.statements }).toJSON();
}

/** Returns the verdicts on requests in an organization whose only policy, besides full access, is the document. */
export function judgeOf(document: object, language: Authorization): (request: Request) => Verdict {
  const policy = new CompiledPolicy('guardrail', parsePolicyDocument(document as never, language));
  const level = language === 'SERVICE_CONTROL_POLICY'
    ? { serviceControlPolicies: [new CompiledPolicy('full', FULL_AWS_ACCESS), policy] }
    : { resourceControlPolicies: [new CompiledPolicy('full', RCP_FULL_AWS_ACCESS), policy] };
  return ({ action, ...rest }) => evaluate({
    levels: [{ name: 'root', ...level }], request: { action, resource: '*', principal: DEVELOPER, contextIsComplete: true, ...rest },
  });
}

/** The decision on a request, and the Sids of the statements that deny it. */
export interface Outcome {
  readonly decision: string;
  readonly sids: readonly string[];
}

/** Returns the outcomes of requests under a guardrail, each judged once. A guardrail without statements denies nothing. */
export function outcomesUnder(guardrail: Guardrail): (request: Request) => Outcome {
  if (guardrail.statements.length === 0) return () => ({ decision: 'allowed', sids: [] });
  const judge = judgeOf(documentOf(guardrail), languageOf(guardrail));
  const known = new Map<Request, Outcome>();
  return (request) => {
    const outcome = known.get(request) ?? outcomeOf(judge(request));
    known.set(request, outcome);
    return outcome;
  };
}

function outcomeOf({ decision, matchedStatements }: Verdict): Outcome {
  const statements = decision === 'denied' ? matchedStatements : [];
  return { decision, sids: statements.flatMap((reason) => ('statement' in reason ? [String(reason.statement)] : [])).sort() };
}
