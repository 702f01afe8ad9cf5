import { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { type PackedStatements, packedStatements } from './packed-statements';
import { type AuthorizationPolicyType, isAuthorizationPolicyType } from '../../../contract';
import { type AttachedText, type JsonValue, parseJson, readPolicyDocument, writePolicyDocument } from '../../../policy';
import { compressActions } from '../../../policy/actions';
import { packStatements } from '../../../policy/pack';
import { partiallyResolvedText, type PartiallyResolvedText } from '../../synthesis/partially-resolved-text';
import { beginRounds, synthesisRound } from '../../synthesis/synthesis-round';

/** The statements of a set as far as they are known before the deployment. */
export interface KnownStatements extends PackedStatements {
  /** The statements as in the template. */
  readonly statements: readonly unknown[];
  /** All statements in one document of any length, each once, with unknown text for values that are known only at deployment. */
  readonly attached: AttachedText;
  readonly placeholderOf?: PartiallyResolvedText['placeholderOf'];
}

/** The statements of a policy set. At synthesis they are read once, regardless of the number of targets. */
export class PolicySetContent {
  private read?: { readonly round: object; readonly content: KnownStatements };

  constructor(
    private readonly set: IConstruct,
    private readonly type: string,
    private readonly statements: readonly iam.PolicyStatement[],
    private readonly maxDocuments: number,
    private readonly compress: boolean,
  ) {
    beginRounds(set);
  }

  known(): KnownStatements {
    const round = synthesisRound(this.set);
    if (round === undefined) return this.readNow();
    if (this.read?.round !== round) this.read = { round, content: this.readNow() };
    return this.read.content;
  }

  private readNow(): KnownStatements {
    const written = this.statements.map((statement) => statement.toStatementJson());
    const resolved = written.map((statement) => Stack.of(this.set).resolve(statement) as unknown);
    const statements = this.compress ? resolved.map(compressedStatement) : resolved;
    const packed = packedStatements(this.set, this.type, statements, this.maxDocuments);
    const name = this.set.node.path;
    if (packed.problems.length > 0 || !isAuthorizationPolicyType(this.type)) return { ...packed, statements, attached: { name } };
    const known = partiallyResolvedText(Stack.of(this.set).resolve(Stack.of(this.set).toJsonString({ Version: '2012-10-17', Statement: written })));
    return { ...packed, statements, attached: { name, text: known && joined(this.type, known.text) }, placeholderOf: known?.placeholderOf };
  }
}

function joined(type: AuthorizationPolicyType, text: string): string {
  const { statements } = readPolicyDocument(parseJson(text) as JsonValue, type).document;
  const [whole] = packStatements(statements, { maxContentLength: Number.POSITIVE_INFINITY, maxDocuments: 1 });
  return JSON.stringify(writePolicyDocument(whole));
}

/**
 * A denial with compressed actions. An Allow does not change, since it would allow actions that AWS adds later. Neither does a list with
 * a value that is known only at deployment.
 */
function compressedStatement(statement: unknown): unknown {
  const { Effect: effect, Action: actions } = statement as { Effect?: unknown; Action?: unknown };
  if (effect !== 'Deny' || !Array.isArray(actions) || !actions.every((action) => typeof action === 'string')) return statement;
  return { ...statement as object, Action: compressActions(actions) };
}
