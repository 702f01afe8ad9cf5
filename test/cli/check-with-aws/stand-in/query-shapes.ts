/** A shape of a service's API model, with its limits. */
export type Shape =
  | { readonly type: 'structure'; readonly required?: readonly string[]; readonly members: Readonly<Record<string, Shape>> }
  | { readonly type: 'list'; readonly member: Shape; readonly max?: number }
  | { readonly type: 'string'; readonly min?: number; readonly max?: number; readonly pattern?: RegExp; readonly enum?: readonly string[] }
  | { readonly type: 'integer'; readonly min?: number; readonly max?: number };

const text = (min: number, max: number): Shape => ({ type: 'string', min, max });
const list = (member: Shape, max?: number): Shape => ({ type: 'list', member, ...(max === undefined ? {} : { max }) });

const POLICY: Shape = { type: 'string', min: 1, max: 131_072, pattern: /^[\u0009\u000A\u000D\u0020-\u00FF]+$/ };
const RESOURCE = text(1, 2_048);
const KEY_TYPES = ['string', 'stringList', 'numeric', 'numericList', 'boolean', 'booleanList', 'ip', 'ipList', 'binary', 'binaryList', 'date', 'dateList'];

/** `SimulateCustomPolicyRequest` of the API model of IAM, 2010-05-08. */
export const SIMULATE_CUSTOM_POLICY: Shape = {
  type: 'structure',
  required: ['PolicyInputList', 'ActionNames'],
  members: {
    PolicyInputList: list(POLICY),
    PermissionsBoundaryPolicyInputList: list(POLICY),
    OrderedOrganizationPolicyInputList: list({ type: 'structure', members: { ServiceControlPolicyInputList: list(POLICY) } }, 7),
    ActionNames: list(text(3, 128)),
    ResourceArns: list(RESOURCE),
    ResourcePolicy: POLICY,
    ResourceOwner: RESOURCE,
    CallerArn: RESOURCE,
    ContextEntries: list({
      type: 'structure',
      members: {
        ContextKeyName: text(5, 256), ContextKeyValues: list({ type: 'string' }), ContextKeyType: { type: 'string', enum: KEY_TYPES },
      },
    }),
    ResourceHandlingOption: text(1, 64),
    MaxItems: { type: 'integer', min: 1, max: 1_000 },
    Marker: text(1, 320),
  },
};

/** `DecodeAuthorizationMessageRequest` of the API model of AWS STS, 2011-06-15. */
export const DECODE_AUTHORIZATION_MESSAGE: Shape = {
  type: 'structure', required: ['EncodedMessage'], members: { EncodedMessage: text(1, 10_240) },
};
