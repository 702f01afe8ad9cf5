import type { IConstruct } from 'constructs';
import { withStandIns } from './stand-ins';
import { isPolicySetType, type PolicySetTypeName } from '../../../contract';
import { type JsonValue, problemText, readPolicyDocument, type Statement } from '../../../policy';
import { PackError, packStatements } from '../../../policy/pack';
import { policyTypeQuota, problem } from '../../validation';

/** How statements fit into documents, as far as that can be told before the deployment. */
export interface PackedStatements {
  /** Documents; 1 if there are problems. */
  readonly count: number;
  readonly problems: readonly string[];
}

/** `statements` as they stand in the template; `type` is the name of a policy type. */
export function packedStatements(scope: IConstruct, type: string, statements: readonly unknown[], maxDocuments: number): PackedStatements {
  if (!isPolicySetType(type)) {
    return failing({
      wrong: 'A policy set holds statements of service control or resource control policies',
      given: type,
      remedy: 'Use PolicyType.SERVICE_CONTROL_POLICY or PolicyType.RESOURCE_CONTROL_POLICY',
    });
  }
  if (statements.length === 0) {
    return failing({ wrong: 'The policy set has no statements', given: 'nothing', remedy: 'Give it guardrails or statements' });
  }
  const { read, problems } = readAll(type, statements);
  if (problems.length > 0) return { count: 1, problems };
  try {
    const maxContentLength = policyTypeQuota(scope, type, 'maxContentLength');
    return { count: packStatements(read, { maxContentLength, maxDocuments }).length, problems: [] };
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    return failing({ wrong: `The policy set does not fit: ${error.message.replace(/\.$/, '')}`, given: `maxDocuments: ${maxDocuments}`, remedy: 'Or raise maxDocuments, where targets have slots for it' });
  }
}

function readAll(type: PolicySetTypeName, statements: readonly unknown[]) {
  const read: Statement[] = [];
  const problems = statements.flatMap((statement) => {
    const { document, problems: found } = readPolicyDocument({ Version: '2012-10-17', Statement: withStandIns(statement) as JsonValue }, type);
    read.push(...document.statements);
    return found.map((each) => problem({
      wrong: `A statement of the policy set is not valid: ${problemText({ ...each, advice: '' }).replace(/\. $/, '')}`,
      given: JSON.stringify(statement),
      remedy: each.advice.replace(/\.$/, ''),
    }));
  });
  return { read, problems };
}

function failing(mistake: Parameters<typeof problem>[0]): PackedStatements {
  return { count: 1, problems: [problem(mistake)] };
}
