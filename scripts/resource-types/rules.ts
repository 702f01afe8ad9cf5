import { PropertyScrutinyType, ResourceScrutinyType } from '@aws-cdk/service-spec-types';
import type { SchemaProperty } from './schema';
import type { Ground } from '../../src/model/privileged/resource-classes';

interface Rule {
  readonly ground: Ground;
  readonly fits: (property: SchemaProperty) => boolean;
}

interface TypeRule {
  readonly ground: Ground;
  readonly fits: (type: string, scrutiny: ResourceScrutinyType | undefined) => boolean;
}

/** A name that is one of some words, each of which may be a pattern. */
function oneOf(...words: readonly string[]): RegExp {
  return new RegExp(`^(?:${words.join('|')})$`);
}

const SCRUTINIZED_PROPERTIES: readonly (PropertyScrutinyType | undefined)[] = [
  PropertyScrutinyType.InlineIdentityPolicies, PropertyScrutinyType.InlineResourcePolicy, PropertyScrutinyType.ManagedPolicies,
];

const SCRUTINIZED_TYPES: readonly (ResourceScrutinyType | undefined)[] = [
  ResourceScrutinyType.IdentityPolicyResource, ResourceScrutinyType.ResourcePolicyResource, ResourceScrutinyType.LambdaPermission,
  ResourceScrutinyType.SsoAssignmentResource, ResourceScrutinyType.SsoInstanceACAConfigResource, ResourceScrutinyType.SsoPermissionSet,
];

/** Policies about messages, data, deployments and sizes; they name nobody who may do something. */
const NO_POLICIES = oneOf('(Redrive|RedriveAllow|Replay|Archive|Delivery|Filter|DataProtection|FieldIndex)Polic(y|ies)');

/** A role in the sense of QuickSight, OpenSearch Service and databases, or one of AWS itself. */
const NO_ROLES = oneOf(
  '.*Geographic(al)?Role', '(Column|Property)(Data)?Role', '.*DashRoles', 'MasterBackendRole', 'SnowflakeRole', 'DatabaseAccessControlRole', '.*ServiceLinkedRole.*',
);

/** Pictures of a video channel. */
const NO_IMAGES = oneOf('(AudioOnly|AvailBlanking|BlackoutSlate|NetworkEndBlackout)Image', 'ResourceContainerImageId');

const POLICY = oneOf(
  '(Resource|Access|Permissions?|Key|AssumeRole|Namespace|Repository|FileSystem|Session|Managed|Iam|IAM|S3Access)?Polic(y|ies)(Document|Documents|Text|Arns?|Template)?',
  'PermissionsBoundar(y|ies)',
);
const PRINCIPALS = oneOf(
  '(Allowed|Authorized|DataLake|Iam|Target)?Principals?(Arn|ARN|Id|Identifier|Tags)?', 'PrincipalRole', 'Members?(Ids?|Definitions?|Configuration)?', 'Grantee', 'Users',
  '(Trusted|Allowed|Shared|Authorized|ReadOnlyAccess)[A-Za-z]*(Accounts?(Ids?)?|Signers|KeyGroups|ResourceOwners)', '[A-Za-z]*Permissions?(WithGrantOption)?',
  'AccessEntry', 'AccessString', 'AccountIds', 'AccessRights', 'AccessPolicies', 'ResourceShareArns', 'ShareRules',
);
const CODE = oneOf(
  '(Source|Inline|Function|Application)?Code(S3Location|Uri|Configuration|Hook|HookSpecification)?', 'ZipFile', '[A-Za-z]*Scripts?(Location|S3Location|Details)?',
  'Initialization[A-Za-z]*', 'UserData', '[A-Za-z]*Commands?', 'BuildSpec', '[A-Za-z]*EntryPoint', 'Containers?(Definitions|Properties)?', 'PrimaryContainer',
  'Definition(String|Body|Uri|S3Location)?', 'PipelineDefinition', '(Task|Job)Definition(Arn)?', 'Template(URL|Url|Body|S3Uri|SSMDocumentDetails|Configuration)',
  '[A-Za-z]*Lambda(Function)?(Arn|ARN|Name|Config|Associations)?', 'LambdaFunctionAssociations', 'Functions?(Arn|ARN|Name|Associations|Code)?',
  '[A-Za-z]*Image(Uri|Url|Id|Identifier|Repository)?', 'HadoopJarStep', 'Jar', 'Sqls?', 'ModulePackage', 'SchemaHandlerPackage', 'Handler', 'BootstrapActions', 'Recipe', 'Steps',
  'LaunchTemplate(Id|Name|Data|Specification)?', 'Document(Name)?', 'Workflow', 'Layers', 'OnStart', 'OnCreate', 'Plugins(S3Path)?', 'InvokeLambda',
);
const UNCLEAR = oneOf('[A-Za-z]*(Credentials?|Principal)', '(Owner|Source|Target|Additional)?Accounts?', '(Shared?|Sharing)(Config|Model|Settings|Name|Status)', 'Authorizer.*');

/** In this order: the first one that fits a property decides. */
export const PROPERTY_RULES: readonly Rule[] = [
  {
    ground: 'policy',
    fits: ({ name, property, holds }) => !NO_POLICIES.test(name)
      && (SCRUTINIZED_PROPERTIES.includes(property.scrutinizable) || (isText(holds) && POLICY.test(name))),
  },
  {
    ground: 'role',
    fits: ({ name, holds }) => /InstanceProfile(Arns?|Names?)?$/.test(name)
      || (!NO_ROLES.test(name) && isText(holds) && /(Roles?(Arns?|ARNs?|Names?|Ids?)?|PermissionArn)$/.test(name)),
  },
  { ground: 'principals', fits: ({ name, holds }) => PRINCIPALS.test(name) && isOpen(holds) },
  { ground: 'principals', fits: ({ name }) => oneOf('AccessControl', 'AllowExternalPrincipals', 'BootstrapClusterCreatorAdminPermissions').test(name) },
  { ground: 'code', fits: ({ name, holds }) => CODE.test(name) && isOpen(holds) && !NO_IMAGES.test(name) },
  // JSON of any form, whose meaning the data do not tell.
  {
    ground: 'unclear',
    fits: ({ path, name, holds }) => path.length === 1 && holds.has('json') && !NO_POLICIES.test(name) && !oneOf('Tags', 'KeySchema', 'EventPattern', '[A-Za-z]*Attributes').test(name),
  },
  { ground: 'unclear', fits: ({ name, holds }) => UNCLEAR.test(name) && isOpen(holds) },
];

/** Types that name administrators, act on an organization, or start automations and lifecycle scripts. */
const ACTING = new RegExp([
  'Organi[sz]ation', 'Admin(istrator)?$', 'Master$', 'Automation', 'Lifecycle(Config|Automation)$', 'ServiceSetting$', '^AWS::SSMQuickSetup::', '^AWS::CloudTrail::Trail$',
  '^AWS::FMS::', '::PolicyAssociation$', '^AWS::ObservabilityAdmin::',
].join('|'));

/** Whether the data, or the name, mark the whole type as one that grants. */
export const TYPE_RULES: readonly TypeRule[] = [
  { ground: 'policy', fits: (_type, scrutiny) => SCRUTINIZED_TYPES.includes(scrutiny) },
  // They act on the organization, or by themselves. The names of their properties do not tell.
  { ground: 'unclear', fits: (type) => ACTING.test(type) },
  { ground: 'principals', fits: (type) => !type.endsWith('MulticastGroupMember') && /(Member|Membership|Assignment|Permissions?|Grant|Share|ToGroupAttachment|AccessEntry)$/.test(type) },
];

type Holds = SchemaProperty['holds'];

function isText(holds: Holds): boolean {
  return holds.has('text') || holds.has('json');
}

function isOpen(holds: Holds): boolean {
  return isText(holds) || holds.has('properties');
}
