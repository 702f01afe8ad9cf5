import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { brokenRules, Rule } from '../../validation';
import { countProblems, repeatedNameProblems } from '../management/list-rules';
import { ManagementPolicyDraft } from '../management/management-policy-draft';
import type { ManagementPolicyProps } from '../management/management-policy-props';
import { block, blocksByName, PolicyTree, setting } from '../management/policy-tree';
import { REGION_RULES } from '../management/regions';
import { Policy } from '../policy';
import { PolicyType } from '../policy-type';

/** The parts of a prompt that a guardrail evaluates. */
export enum GuardedContent {
  /** The whole prompt, regardless of tags. */
  COMPREHENSIVE = 'comprehensive',
  /** The content that the caller tags. */
  SELECTIVE = 'selective',
}

/** A guardrail of the management account that is enforced in one Region. */
export interface BedrockGuardrailEnforcement {
  /**
   * Code of the Region of the guardrail, such as `eu-west-1`. It is enforced in that Region.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_bedrock_syntax.html#bedrock-policy-components
   */
  readonly region: string;
  /**
   * ARN of the guardrail, without a version. The resource-based policy of the guardrail must allow the accounts to apply it.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_bedrock_syntax.html#bedrock-policy-components
   */
  readonly guardrailArn: string;
  /**
   * Version of the guardrail, such as `1`. A draft cannot be enforced.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_bedrock_syntax.html#bedrock-policy-components
   */
  readonly guardrailVersion: string;
  /**
   * The content of system prompts that the guardrail evaluates.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_bedrock_syntax.html#bedrock-policy-components
   * @default - the default of the service: GuardedContent.COMPREHENSIVE
   */
  readonly system?: GuardedContent;
  /**
   * The content of user and assistant messages that the guardrail evaluates.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_bedrock_syntax.html#bedrock-policy-components
   * @default - the default of the service: GuardedContent.COMPREHENSIVE
   */
  readonly messages?: GuardedContent;
  /**
   * Models to which the guardrail applies, such as `amazon.titan-embed-text-v2:0`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_bedrock_syntax.html#bedrock-policy-components
   * @default - all
   */
  readonly includedModels?: string[];
  /**
   * Models to which the guardrail does not apply.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_bedrock_syntax.html#bedrock-policy-components
   * @default - none
   */
  readonly excludedModels?: string[];
}

/** Properties of `BedrockPolicy`. */
export interface BedrockPolicyProps extends ManagementPolicyProps {
  /**
   * The guardrails, one for each Region.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_bedrock_syntax.html#bedrock-policy-components
   * @default - `content` defines the policy
   */
  readonly guardrails?: BedrockGuardrailEnforcement[];
}

/**
 * An Amazon Bedrock policy: guardrails that Amazon Bedrock enforces for every model invocation in the accounts.
 *
 * Source: AWS Organizations User Guide, "Amazon Bedrock policy syntax and examples".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_bedrock_syntax.html
 * @example
 * declare const workloads: OrganizationalUnit;
 * workloads.attachPolicy(new BedrockPolicy(this, 'ContentFilter', {
 *   guardrails: [{
 *     region: 'eu-central-1',
 *     guardrailArn: 'arn:aws:bedrock:eu-central-1:111122223333:guardrail/abcdefgh1234',
 *     guardrailVersion: '1',
 *   }],
 * }));
 */
export class BedrockPolicy extends Policy {
  constructor(scope: Construct, id: string, props: BedrockPolicyProps) {
    const { guardrails } = props;
    const draft = new ManagementPolicyDraft({ policyType: PolicyType.BEDROCK_POLICY, noun: 'Bedrock policy', topKey: 'bedrock' }, props, {
      props: { guardrails },
      tree: () => block({
        guardrail_inference: blocksByName(guardrails, ({ region }) => region, (guardrail) => ({ config_1: enforcementBlock(guardrail) })),
      }),
      problems: () => [
        ...countProblems('guardrail', guardrails),
        ...repeatedNameProblems('A Region', (guardrails ?? []).map(({ region }) => region)),
        ...(guardrails ?? []).flatMap(({ region, guardrailArn, guardrailVersion }) => [
          ...brokenRules(region, REGION_RULES),
          ...brokenRules(guardrailArn, arnRules(region)),
          ...brokenRules(guardrailVersion, VERSION_RULES),
        ]),
      ],
    });
    super(scope, id, draft.policyProps);
    draft.checkAtSynthesis(this);
  }
}

function enforcementBlock(guardrail: BedrockGuardrailEnforcement): PolicyTree | undefined {
  const { guardrailArn, guardrailVersion, system, messages, includedModels, excludedModels } = guardrail;
  return block({
    identifier: setting(`${guardrailArn}:${guardrailVersion}`),
    selective_content_guarding: block({ system: setting(system), messages: setting(messages) }),
    // The policy syntax requires both lists or neither.
    model_enforcement: includedModels || excludedModels
      ? block({ included_models: setting(includedModels ?? ['ALL']), excluded_models: setting(excludedModels ?? []) })
      : undefined,
  });
}

function arnRules(region: string): Rule<string>[] {
  return [{
    broken: (arn) => !GUARDRAIL_ARN.test(arn) || !(Token.isUnresolved(region) || arn.split(':')[3] === region),
    mistake: (given) => ({
      wrong: `This is not the ARN of a guardrail in ${region}`,
      given,
      remedy: `Give it as arn:aws:bedrock:${region}:<management account>:guardrail/<id>, and the version separately`,
    }),
  }];
}

const GUARDRAIL_ARN = /^arn:[a-z-]+:bedrock:[a-z0-9-]+:\d{12}:guardrail\/[a-z0-9]+$/;

const VERSION_RULES: readonly Rule<string>[] = [{
  broken: (version) => !/^[1-9]\d*$/.test(version),
  mistake: (given) => ({ wrong: 'This is not the version of a guardrail', given, remedy: 'Give the number of a version; a draft cannot be enforced' }),
}];
