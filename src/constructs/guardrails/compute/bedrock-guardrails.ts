import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { type Denial, serviceControlGuardrail } from '../shared/guardrail-builders';
import { MODEL_GUARDRAIL_RULES, MODEL_RULES } from '../shared/name-pattern-rules';
import { listProblems } from '../shared/parameter-rules';

/** Properties of `BedrockGuardrails.denyOtherModels`. */
export interface DenyOtherModelsProps extends ExemptPrincipalsProps {
  /**
   * IDs of the foundation models to allow, with `*` as a wildcard, as in `anthropic.*`.
   * @see https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html
   */
  readonly allowedModels: string[];
}

/** Properties of `BedrockGuardrails.requireModelGuardrails`. */
export interface RequireModelGuardrailsProps extends ExemptPrincipalsProps {
  /**
   * ARNs of guardrails of Amazon Bedrock with their versions, and with `*` as a wildcard, as in
   * `arn:*:bedrock:*:111122223333:guardrail/abcdef123456:*`. A request needs one of them.
   * @see https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-permissions-id.html
   */
  readonly modelGuardrails: string[];
}

/** Properties of `BedrockGuardrails.denyBedrockApiKeys`. */
export interface DenyBedrockApiKeysProps extends ExemptPrincipalsProps {
  /**
   * Whether to allow short-term keys, which expire with the session of the principal that generated them, after at most twelve hours.
   * @see https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys-permissions.html
   * @default false
   */
  readonly allowShortTermKeys?: boolean;
}

/** Resources that lead to models, which Amazon Bedrock authorizes in addition to the models, and tools that are not models. */
const WAYS_TO_MODELS = [
  'application-inference-profile', 'async-invoke', 'default-prompt-router', 'inference-profile', 'model-invocation-job', 'project',
  'prompt-router', 'system-tool',
].map((type) => `arn:*:bedrock:*:*:${type}/*`);

const API_KEY_SERVICES = ['bedrock', 'bedrock-mantle'];

/**
 * Guardrails for Amazon Bedrock. For inference in several Regions, see `UsageGuardrails.denyOtherRegions`.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const workloads: OrganizationalUnit;
 * workloads.attachPolicy(new ServiceControlPolicy(this, 'Models', {
 *   guardrails: [
 *     BedrockGuardrails.denyOtherModels({ allowedModels: ['amazon.nova-*', 'anthropic.*'] }),
 *     BedrockGuardrails.denyBedrockApiKeys({ allowShortTermKeys: true }),
 *   ],
 * }));
 */
export class BedrockGuardrails {
  /**
   * Denies invoking models that are not allowed, both directly and through inference profiles, prompt routers, batch jobs, agents and
   * flows, whose roles it also covers. Custom, imported, provisioned and marketplace models are denied.
   *
   * Source: Service Authorization Reference, Amazon Bedrock and Amazon Bedrock Powered by AWS Mantle; Amazon Bedrock User Guide,
   * "Prerequisites for inference profiles" and "Geographic cross-Region inference".
   */
  public static denyOtherModels(props: DenyOtherModelsProps): Guardrail {
    const { allowedModels } = props;
    return serviceControlGuardrail({
      guardrailId: 'deny-other-models',
      description: 'Denies invoking all Amazon Bedrock models except the allowed ones',
      limits: [
        'Data automation and prompt optimization choose their own models',
        'Models can run elsewhere, such as on Amazon SageMaker AI and Claude Platform on AWS: see deny-services',
      ],
      denials: [
        {
          sid: 'DenyOtherModels',
          actions: ['bedrock:CreateModelInvocationJob', 'bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
          notResources: [...allowedModels.map((id) => `arn:*:bedrock:*::foundation-model/${id}`), ...WAYS_TO_MODELS],
        },
        {
          sid: 'DenyOtherModelsOfMantle',
          actions: ['bedrock-mantle:CreateFineTuningJob', 'bedrock-mantle:CreateInference'],
          conditions: { StringNotLike: { 'bedrock-mantle:Model': allowedModels } },
        },
      ],
      problems: listProblems('allowed models', allowedModels, MODEL_RULES),
    }, props);
  }

  /**
   * Denies creating long-term Amazon Bedrock API keys and calling Amazon Bedrock with an API key. You can allow short-term keys.
   *
   * Source: Amazon Bedrock User Guide, "Control permissions for generating and using Amazon Bedrock API keys"; Service Authorization
   * Reference, Amazon Bedrock and Amazon Bedrock Powered by AWS Mantle.
   */
  public static denyBedrockApiKeys(props: DenyBedrockApiKeysProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-bedrock-api-keys',
      description: 'Denies creating and using Amazon Bedrock API keys',
      limits: ['Bearer tokens of other services are allowed'],
      denials: [
        {
          sid: 'DenyBedrockApiKeyCreation',
          actions: ['iam:CreateServiceSpecificCredential', 'iam:ResetServiceSpecificCredential'],
          conditions: { StringEqualsIgnoreCase: { 'iam:ServiceSpecificCredentialServiceName': 'bedrock.amazonaws.com' } },
        },
        ...useOfKeys(props.allowShortTermKeys ?? false),
      ],
    }, props);
  }

  /**
   * Requires one of these guardrails of Amazon Bedrock for each invocation of a model. Requests without a guardrail are denied, including
   * those of agents, flows and knowledge bases whose roles it covers. Inference on the bedrock-mantle endpoint, whose requests have no key
   * for a guardrail, is denied. Models for embeddings take no guardrail: exempt the roles that need them, such as those of knowledge bases.
   *
   * Source: Amazon Bedrock User Guide, "Enforce the use of specific guardrails in model inference requests"; Service Authorization
   * Reference, Amazon Bedrock (`bedrock:GuardrailIdentifier`) and Amazon Bedrock Powered by AWS Mantle.
   */
  public static requireModelGuardrails(props: RequireModelGuardrailsProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-model-guardrails',
      description: 'Requires a guardrail of Amazon Bedrock for each invocation of a model',
      denials: [
        {
          sid: 'RequireModelGuardrails',
          actions: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
          conditions: { StringNotLike: { 'bedrock:GuardrailIdentifier': props.modelGuardrails } },
        },
        { sid: 'DenyInferenceWithoutModelGuardrails', actions: ['bedrock-mantle:CreateInference'] },
      ],
      limits: [
        'Callers can tag parts of their input, so that the guardrail checks only these parts and the response',
        'Requests of batch jobs contain no guardrail: bedrock:CreateModelInvocationJob',
        'Models can run elsewhere, such as on Amazon SageMaker AI: see deny-services',
      ],
      problems: listProblems('guardrails of models', props.modelGuardrails, MODEL_GUARDRAIL_RULES),
    }, props);
  }

  private constructor() {}
}

function useOfKeys(allowShortTermKeys: boolean): Denial[] {
  const action = (service: string) => `${service}:CallWithBearerToken`;
  if (!allowShortTermKeys) return [{ sid: 'DenyBedrockApiKeys', actions: API_KEY_SERVICES.map(action) }];
  return API_KEY_SERVICES.map((service) => ({
    sid: service === 'bedrock' ? 'DenyLongTermBedrockApiKeys' : 'DenyLongTermBedrockApiKeysOfMantle',
    actions: [action(service)],
    conditions: { StringNotEquals: { [`${service}:BearerTokenType`]: 'SHORT_TERM' } },
  }));
}
