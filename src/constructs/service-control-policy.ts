import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { IOrganizationsProvider } from '../provider';
import { Policy } from './policy';
import { PolicyContent } from './policy-content';
import { PolicyType } from './policy-type';
import { checkAtSynthesis, problem } from './validation';

/** Properties of `ServiceControlPolicy`. Exactly one of `statements`, `document` and `content` says what it holds. */
export interface ServiceControlPolicyProps {
  /**
   * The statements. They name no principals.
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
  /**
   * Name, 1 to 128 characters, one of a kind among service control policies.
   * @default - made of the construct's path
   */
  readonly policyName?: string;
  /**
   * Description, at most 512 characters.
   * @default - none
   */
  readonly description?: string;
  /**
   * Whether to take over a policy of this name that exists and that nobody, or somebody else, owns. What was taken over is never
   * deleted.
   * @default false - the deployment fails before it changes anything
   */
  readonly adopt?: boolean;
  /**
   * What answers the custom resource.
   * @default - the one provider of the top-level stack
   */
  readonly provider?: IOrganizationsProvider;
}

/**
 * A service control policy: the most that principals in accounts below its targets may do. At most 10,240 characters without white
 * space. Source: AWS Organizations User Guide, "Service control policies (SCPs)".
 */
export class ServiceControlPolicy extends Policy {
  constructor(scope: Construct, id: string, props: ServiceControlPolicyProps) {
    const document = props.document ?? new iam.PolicyDocument({ statements: props.statements });
    super(scope, id, {
      policyType: PolicyType.SERVICE_CONTROL_POLICY,
      content: props.content ?? PolicyContent.fromPolicyDocument(document),
      policyName: props.policyName,
      description: props.description,
      adopt: props.adopt,
      provider: props.provider,
    });
    checkAtSynthesis(this,
      () => sourceProblems(props),
      () => (props.content ? [] : documentProblems(document)),
    );
  }
}

function sourceProblems({ statements, document, content }: ServiceControlPolicyProps): string[] {
  const given = Object.entries({ statements, document, content }).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (given.length === 1) return [];
  return [problem({
    wrong: given.length === 0 ? 'The service control policy has no document' : 'The service control policy has more than one document',
    given: given.join(', ') || 'nothing',
    remedy: 'Give exactly one of statements, document and content',
  })];
}

/** What IAM asks of policies without principals holds here too; its own messages are the clearer ones. */
function documentProblems(document: iam.PolicyDocument): string[] {
  const errors = [...new Set([...document.validateForAnyPolicy(), ...document.validateForIdentityPolicy()])];
  return errors.map((error) => problem({
    wrong: error.replace(/\.$/, ''),
    given: JSON.stringify(document.toJSON()),
    remedy: 'A statement of a service control policy needs an effect, actions (or notActions) and resources, and names no principals',
  }));
}
