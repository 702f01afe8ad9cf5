import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { type Denial, serviceControlGuardrail } from '../shared/guardrail-builders';
import { MODEL_RULES } from '../shared/name-pattern-rules';
import { listProblems } from '../shared/parameter-rules';

/** Properties of `BedrockGuardrails.denyOtherModels`. */
export interface DenyOtherModelsProps extends ExemptPrincipalsProps {
  /** IDs of the foundation models that may be invoked, with `*` where any text may stand, as in `anthropic.*`. */
  readonly allowedModels: string[];
}

/** Properties of `BedrockGuardrails.denyBedrockApiKeys`. */
export interface DenyBedrockApiKeysProps extends ExemptPrincipalsProps {
  /**
   * Whether to allow short-term keys, which end with the session of the principal that generated them, after twelve hours at most.
   * @default false
   */
  readonly allowShortTermKeys?: boolean;
}

/** Resources that lead to models, whose own resources Amazon Bedrock asks for as well, and tools that are no models. */
const WAYS_TO_MODELS = [
  'application-inference-profile', 'async-invoke', 'default-prompt-router', 'inference-profile', 'model-invocation-job', 'project',
  'prompt-router', 'system-tool',
].map((type) => `arn:*:bedrock:*:*:${type}/*`);

const API_KEY_SERVICES = ['bedrock', 'bedrock-mantle'];

/** Guardrails about Amazon Bedrock. For inference in several Regions, see `UsageGuardrails.denyOtherRegions`. */
export class BedrockGuardrails {
  /**
   * Nobody invokes other models than those allowed, neither directly nor through inference profiles, prompt routers, batch jobs, agents
   * and flows, whose roles are subject to it too. Custom, imported and provisioned models and models of the marketplace are denied.
   *
   * Source: Service Authorization Reference, Amazon Bedrock and Amazon Bedrock Powered by AWS Mantle; Amazon Bedrock User Guide,
   * "Prerequisites for inference profiles" and "Geographic cross-Region inference".
   */
  public static denyOtherModels(props: DenyOtherModelsProps): Guardrail {
    const { allowedModels } = props;
    return serviceControlGuardrail({
      guardrailId: 'deny-other-models',
      description: 'Nobody invokes other models of Amazon Bedrock than those allowed',
      limits: [
        'Data automation and prompt optimization choose models on their own',
        'Models can be run elsewhere, such as on Amazon SageMaker AI and Claude Platform on AWS: see deny-services',
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
   * Nobody creates long-term API keys of Amazon Bedrock or calls it with an API key. Short-term keys can be allowed.
   *
   * Source: Amazon Bedrock User Guide, "Control permissions for generating and using Amazon Bedrock API keys"; Service Authorization
   * Reference, Amazon Bedrock and Amazon Bedrock Powered by AWS Mantle.
   */
  public static denyBedrockApiKeys(props: DenyBedrockApiKeysProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-bedrock-api-keys',
      description: 'Nobody creates and uses API keys of Amazon Bedrock',
      limits: ['Bearer tokens of other services are allowed'],
      denials: [
        {
          sid: 'DenyBedrockApiKeyCreation',
          actions: ['iam:CreateServiceSpecificCredential', 'iam:ResetServiceSpecificCredential'],
          conditions: { StringEquals: { 'iam:ServiceSpecificCredentialServiceName': 'bedrock.amazonaws.com' } },
        },
        ...useOfKeys(props.allowShortTermKeys ?? false),
      ],
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
