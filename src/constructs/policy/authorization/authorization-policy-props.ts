import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Guardrail } from '../../guardrails';
import type { PolicyContent } from '../policy-content';
import type { PolicyOptions } from '../policy-options';

/** The content of service control and resource control policies: `guardrails` and `statements`, or `document`, or `content`. */
export interface AuthorizationPolicyProps extends PolicyOptions {
  /**
   * Predefined rules, such as those of the `…Guardrails` classes. Their statements come before `statements`.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html
   * @default - none
   */
  readonly guardrails?: Guardrail[];
  /**
   * The statements.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html
   * @default - none; `guardrails`, `document` or `content` give the statements
   */
  readonly statements?: iam.PolicyStatement[];
  /**
   * The statements as a document. Statements may be added to it until synthesis.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html
   * @default - none; `guardrails`, `statements` or `content` give the statements
   */
  readonly document?: iam.PolicyDocument;
  /**
   * The document as JSON: an object, a text or a file.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html
   * @default - none; `guardrails`, `statements` or `document` give the statements
   */
  readonly content?: PolicyContent;
}
