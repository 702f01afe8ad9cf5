import type { PolicySetProperties } from '../../../contract';
import { policyTypeLimits } from '../../../contract';
import { type PolicyDocument, problemText, readPolicyDocument, type Statement, writePolicyDocument } from '../../../policy/language';
import { layOutStatements, PackError, type PackLimits } from '../../../policy/pack';
import type { JsonValue } from '../../../policy/parse-json';
import { TerminalError } from '../errors';

/** The desired statements. */
export function readStatements({ Type, Statements }: PolicySetProperties): Statement[] {
  return Statements.map((statement, index) => {
    const { document, problems: [problem] } = readPolicyDocument({ Version: '2012-10-17', Statement: statement as JsonValue }, Type);
    if (problem) throw new TerminalError(`Statement ${index + 1} of the policy set is not valid.`, problemText(problem));
    return document.statements[0];
  });
}

/** The content of a document; empty if it is no longer a policy. */
export function readContent({ Type }: Pick<PolicySetProperties, 'Type'>, content: string): PolicyDocument {
  try {
    return readPolicyDocument(JSON.parse(content) as JsonValue, Type).document;
  } catch {
    return { statements: [] };
  }
}

export function writeContent(statements: readonly Statement[]): string {
  return JSON.stringify(writePolicyDocument({ version: '2012-10-17', statements }));
}

export function packLimits({ Type, MaxDocuments, MaxContentLength }: PolicySetProperties): PackLimits {
  return { maxDocuments: MaxDocuments, maxContentLength: MaxContentLength ?? policyTypeLimits(Type).maxContentLength };
}

/** The desired statements of each document, see `layOutStatements`. */
export function layOut(desired: PolicySetProperties, before: readonly PolicyDocument[]): (readonly Statement[] | undefined)[] {
  try {
    return layOutStatements(readStatements(desired), packLimits(desired), before).map((document) => document?.statements);
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    throw new TerminalError(`The policy set "${desired.Name}" does not fit.`, `${error.message} The number of slots is maxDocuments of the PolicySet.`);
  }
}
