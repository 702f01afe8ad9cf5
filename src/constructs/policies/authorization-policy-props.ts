import type * as iam from 'aws-cdk-lib/aws-iam';
import type { PolicyContent } from '../policy-content';
import type { PolicyOptions } from '../policy-options';

/** What service control and resource control policies hold. Exactly one of `statements`, `document` and `content` says it. */
export interface AuthorizationPolicyProps extends PolicyOptions {
  /**
   * The statements.
   * @default - `document` or `content` says it
   */
  readonly statements?: iam.PolicyStatement[];
  /**
   * The statements as a document, to which more may be added until synthesis.
   * @default - `statements` or `content` says it
   */
  readonly document?: iam.PolicyDocument;
  /**
   * The document as JSON: an object, a text or a file.
   * @default - `statements` or `document` says it
   */
  readonly content?: PolicyContent;
}
