import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Guardrail } from '../../guardrails';
import type { PolicyContent } from '../policy-content';
import type { PolicyOptions } from '../policy-options';

/** What service control and resource control policies hold: `guardrails` and `statements`, or `document`, or `content`. */
export interface AuthorizationPolicyProps extends PolicyOptions {
  /**
   * Ready rules, those of the classes `…Guardrails` for instance. Their statements come before `statements`.
   * @default - none
   */
  readonly guardrails?: Guardrail[];
  /**
   * The statements.
   * @default - `guardrails`, `document` or `content` say it
   */
  readonly statements?: iam.PolicyStatement[];
  /**
   * The statements as a document, to which more may be added until synthesis.
   * @default - `guardrails`, `statements` or `content` say it
   */
  readonly document?: iam.PolicyDocument;
  /**
   * The document as JSON: an object, a text or a file.
   * @default - `guardrails`, `statements` or `document` say it
   */
  readonly content?: PolicyContent;
}
