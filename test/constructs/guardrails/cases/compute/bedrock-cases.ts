import { BedrockGuardrails } from '../../../../../src';
import { type Forbidden, type GuardrailCase, ROOT_USER } from '../guardrail-case';
import { each } from '../requests';

const model = (id: string, region = 'eu-central-1') => `arn:aws:bedrock:${region}::foundation-model/${id}`;
const own = (resource: string) => `arn:aws:bedrock:eu-central-1:111122223333:${resource}`;

const CLAUDE = 'anthropic.claude-sonnet-4-5-20250929-v1:0';
const LLAMA = 'meta.llama3-1-70b-instruct-v1:0';
const INVOCATIONS = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream', 'bedrock:CreateModelInvocationJob'];
/** Examples of models that are not allowed: their IDs have no slash, but a pattern for them matches other resources too. */
const OTHER_MODELS = [
  model(LLAMA), model(LLAMA, ''), model('amazon.titan-text-express-v1'),
  ...['custom-model', 'custom-model-deployment', 'imported-model', 'provisioned-model'].map((type) => own(`${type}/abcdefghijkl`)),
  own('marketplace/model-endpoint/all-access'),
];

const mantle = (action: string, id: string) => ({ action: `bedrock-mantle:${action}`, context: { 'bedrock-mantle:Model': id } });

const createCredential = (service: string) => ({
  action: 'iam:CreateServiceSpecificCredential', context: { 'iam:ServiceSpecificCredentialServiceName': service },
});
const API_KEYS: Forbidden = {
  actions: ['iam:CreateServiceSpecificCredential', 'iam:ResetServiceSpecificCredential'],
  when: { StringEqualsIgnoreCase: { 'iam:ServiceSpecificCredentialServiceName': 'bedrock.amazonaws.com' } },
};

const MODEL_GUARDRAIL = 'arn:aws:bedrock:eu-west-1:111122223333:guardrail/abcdef123456:1';

export const BEDROCK_CASES: readonly GuardrailCase[] = [
  {
    build: (exempt) => BedrockGuardrails.denyOtherModels({ ...exempt, allowedModels: ['anthropic.*', 'amazon.nova-*'] }),
    denied: [
      ...each([...INVOCATIONS], { resource: model(LLAMA) }), ...each([...INVOCATIONS], { resource: own('imported-model/abcdefghijkl') }),
      mantle('CreateInference', 'openai.gpt-oss-120b'), mantle('CreateFineTuningJob', 'openai.gpt-oss-20b'), ...each(['bedrock-mantle:CreateInference']),
    ],
    allowed: [
      ...each([...INVOCATIONS], { resource: model(CLAUDE) }), ...each([...INVOCATIONS], { resource: model('amazon.nova-pro-v1:0') }), ...each([...INVOCATIONS], { resource: model(CLAUDE, '') }),
      { action: 'bedrock:InvokeModel', resource: own(`inference-profile/eu.${CLAUDE}`) },
      { action: 'bedrock:InvokeModel', resource: own('application-inference-profile/a1b2c3d4e5f6') },
      { action: 'bedrock:CreateModelInvocationJob', resource: own('model-invocation-job/a1b2c3d4e5f6') },
      { action: 'bedrock:GetFoundationModel', resource: model(LLAMA) }, mantle('CreateInference', 'anthropic.claude-opus-4-7'),
    ],
    forbids: [
      { actions: INVOCATIONS, resources: OTHER_MODELS },
      {
        actions: ['bedrock-mantle:CreateInference', 'bedrock-mantle:CreateFineTuningJob'],
        when: { StringNotLike: { 'bedrock-mantle:Model': ['anthropic.*', 'amazon.nova-*'] } },
      },
    ],
    published: 'Deny-Bedrock-model-invocation-except-approved-models.json',
    differences: [
      {
        difference: 'Inference profiles, prompt routers and jobs are allowed',
        reason: 'Amazon Bedrock also authorizes their models, which decide; the example denies all inference profiles',
      },
      { difference: 'Batch inference is denied', reason: 'bedrock:CreateModelInvocationJob invokes models too' },
      { difference: 'bedrock:PutFoundationModelEntitlement is allowed', reason: 'The Service Authorization Reference advises against restricting access to models with it' },
      {
        difference: 'Models that are not allowed are denied on the bedrock-mantle endpoint',
        reason: 'The example denies only one model, and allows requests without the condition key',
      },
    ],
    waysAround: [
      { request: { action: 'bedrock:InvokeModel', resource: model(LLAMA, '') } },
      { request: { action: 'bedrock:InvokeModel', resource: model(LLAMA, 'us-east-1'), context: { 'bedrock:InferenceProfileArn': own('application-inference-profile/a1b2c3d4e5f6') } } },
      { request: { action: 'bedrock:InvokeModel', resource: own('provisioned-model/a1b2c3d4e5f6') } },
      { request: { action: 'bedrock:InvokeModel', resource: own('custom-model-deployment/a1b2c3d4e5f6') } },
      { request: { action: 'bedrock:InvokeModel', resource: own('marketplace/model-endpoint/all-access') } },
      { request: { action: 'bedrock:InvokeDataAutomationAsync' }, limit: 'Data automation and prompt optimization choose their own models' },
      { request: { action: 'sagemaker:InvokeEndpoint' }, limit: 'Models can run elsewhere, such as on Amazon SageMaker AI and Claude Platform on AWS: see deny-services' },
    ],
  },
  {
    build: BedrockGuardrails.denyBedrockApiKeys,
    denied: [
      createCredential('bedrock.amazonaws.com'), { ...createCredential('bedrock.amazonaws.com'), action: 'iam:ResetServiceSpecificCredential' },
      ...each(['bedrock:CallWithBearerToken', 'bedrock-mantle:CallWithBearerToken']),
    ],
    allowed: [createCredential('codecommit.amazonaws.com'), ...each(['bedrock:InvokeModel'])],
    forbids: [API_KEYS],
    published: 'Deny-Bedrock-api-keys.json',
    differences: [
      { difference: 'Resetting a key is denied', reason: 'It returns a new secret' },
      { difference: 'Keys are also denied on the bedrock-mantle endpoint', reason: 'The same keys work there; newer versions of the example include it' },
    ],
    waysAround: [
      { request: { action: 'bedrock-mantle:CallWithBearerToken', context: { 'bedrock-mantle:BearerTokenType': 'SHORT_TERM' } } },
      { request: { action: 'bedrock:CallWithBearerToken', principal: ROOT_USER } },
      { request: { action: 'sagemaker:CallWithBearerToken' }, limit: 'Bearer tokens of other services are allowed' },
    ],
  },
  {
    build: (exempt) => BedrockGuardrails.denyBedrockApiKeys({ ...exempt, allowShortTermKeys: true }),
    denied: [
      { action: 'bedrock:CallWithBearerToken', context: { 'bedrock:BearerTokenType': 'LONG_TERM' } },
      { action: 'bedrock-mantle:CallWithBearerToken', context: { 'bedrock-mantle:BearerTokenType': 'LONG_TERM' } },
      createCredential('bedrock.amazonaws.com'), { ...createCredential('bedrock.amazonaws.com'), action: 'iam:ResetServiceSpecificCredential' },
    ],
    allowed: [
      { action: 'bedrock:CallWithBearerToken', context: { 'bedrock:BearerTokenType': 'SHORT_TERM' } },
      { action: 'bedrock-mantle:CallWithBearerToken', context: { 'bedrock-mantle:BearerTokenType': 'SHORT_TERM' } },
    ],
    forbids: [
      API_KEYS,
      ...['bedrock', 'bedrock-mantle'].map((service) => (
        { actions: [`${service}:CallWithBearerToken`], when: { StringNotEquals: { [`${service}:BearerTokenType`]: 'SHORT_TERM' } } })),
    ],
    published: 'Deny-Bedrock-long-term-api-keys.json',
    differences: [{
      difference: 'A token of unknown type is denied, and so is creating keys', reason: 'The example would allow a new type, and a key that cannot be used has no purpose',
    }],
    waysAround: [
      { request: { action: 'bedrock:CallWithBearerToken' } },
      { request: { action: 'sagemaker:CallWithBearerToken' }, limit: 'Bearer tokens of other services are allowed' },
    ],
  },
  {
    build: (exempt) => BedrockGuardrails.requireModelGuardrails({ ...exempt, modelGuardrails: [MODEL_GUARDRAIL, `${MODEL_GUARDRAIL.slice(0, -1)}2`] }),
    denied: [
      ...each(['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'], { resource: 'arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-pro-v1:0' }),
      {
        action: 'bedrock:InvokeModel',
        context: { 'bedrock:GuardrailIdentifier': 'arn:aws:bedrock:eu-west-1:111122223333:guardrail/weak:1' },
      },
      ...each(['bedrock-mantle:CreateInference']),
    ],
    allowed: [
      ...each(['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'], { context: { 'bedrock:GuardrailIdentifier': MODEL_GUARDRAIL } }),
      { action: 'bedrock:ApplyGuardrail' },
    ],
    forbids: [{
      actions: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
      when: { StringNotEquals: { 'bedrock:GuardrailIdentifier': [MODEL_GUARDRAIL, `${MODEL_GUARDRAIL.slice(0, -1)}2`] } },
    }],
    waysAround: [
      { request: { action: 'bedrock:InvokeModel', context: { 'bedrock:GuardrailIdentifier': `${MODEL_GUARDRAIL.slice(0, -1)}DRAFT` } } },
      {
        request: { action: 'bedrock:InvokeModel', context: { 'bedrock:GuardrailIdentifier': MODEL_GUARDRAIL } },
        limit: 'Callers can tag parts of their input, so that the guardrail checks only these parts and the response',
      },
      {
        request: { action: 'bedrock:CreateModelInvocationJob' },
        limit: 'Requests of batch jobs contain no guardrail: bedrock:CreateModelInvocationJob',
      },
      { request: { action: 'sagemaker:InvokeEndpoint' }, limit: 'Models can run elsewhere, such as on Amazon SageMaker AI: see deny-services' },
    ],
  },
];
