import { AssemblyError, isRecord } from '../../assembly';
import { ALTERNATE_CONTACT_TYPES, AUTHORIZATION_POLICY_TYPES, isAuthorizationPolicyType, isPolicyType, ResourceType, type ResourceTypeName } from '../../contract';
import type { DesiredResource } from '../desired-resources';

interface Field {
  /** Completes "has to be …". */
  readonly expected: string;
  readonly fits: (value: unknown) => boolean;
  readonly optional?: true;
}

const isText = (value: unknown) => typeof value === 'string';
const text: Field = { expected: 'a string', fits: isText };
const optionalText: Field = { ...text, optional: true };
const scalar: Field = { expected: 'a string, a number or a boolean', fits: (value) => ['string', 'number', 'boolean'].includes(typeof value), optional: true };
const tags: Field = {
  expected: 'a list of tags, each with a Key and a Value',
  fits: (value) => Array.isArray(value) && value.every((tag) => isRecord(tag) && isText(tag.Key) && isText(tag.Value)),
  optional: true,
};
const policyIds: Field = {
  expected: 'lists of policy IDs by policy type',
  fits: (value) => isRecord(value) && Object.keys(value).every(isPolicyType)
    && Object.values(value).every((ids) => Array.isArray(ids) && ids.every(isText)),
  optional: true,
};
const policyType: Field = { expected: 'a policy type, such as SERVICE_CONTROL_POLICY', fits: (value) => isText(value) && isPolicyType(value as string) };
const policySetType: Field = {
  expected: AUTHORIZATION_POLICY_TYPES.join(' or '), fits: (value) => isText(value) && isAuthorizationPolicyType(value as string),
};
const statements: Field = { expected: 'a list of statements', fits: (value) => Array.isArray(value) && value.every(isRecord) };
const count: Field = { expected: 'a whole number', fits: (value) => /^[1-9]\d{0,6}$/.test(String(value)), optional: true };
const removal: Field = {
  expected: 'an object with an Action',
  fits: (value) => isRecord(value) && isText(value.Action)
    && (value.ParentId === undefined ? value.ParentLogicalId === undefined : isPlace(value)),
  optional: true,
};
const isContact = (value: unknown) => isRecord(value) && Object.values(value).every(isText);
const contact: Field = { expected: 'a contact, whose members are strings', fits: isContact, optional: true };
const contacts: Field = {
  expected: 'contacts by BILLING, OPERATIONS and SECURITY',
  fits: (value) => isRecord(value) && Object.values(value).every(isContact)
    && Object.keys(value).every((type) => ALTERNATE_CONTACT_TYPES.some((known) => known === type)),
  optional: true,
};
const regions: Field = { expected: 'a list of Regions', fits: (value) => Array.isArray(value) && value.every(isText), optional: true };

const place: Field = { expected: 'an object with a ParentId', fits: isPlace, optional: true };

const COMMON = { Reconcile: scalar, Adopt: scalar, Tags: tags };

/** A place of accounts, with those to which they go where it is removed. */
function isPlace(value: unknown): boolean {
  for (let each = value; ; each = each.IfRemoved) {
    if (!isRecord(each) || !isText(each.ParentId) || !(each.ParentLogicalId === undefined || isText(each.ParentLogicalId))) return false;
    if (each.IfRemoved === undefined) return true;
  }
}

/** The properties of `contract/properties.ts` that the model reads. CloudFormation converts the other scalars to strings. */
const FIELDS: Readonly<Record<ResourceTypeName, Readonly<Record<string, Field>>>> = {
  [ResourceType.ORGANIZATION]: { ...COMMON, FeatureSet: text, RootTags: tags },
  [ResourceType.ORGANIZATIONAL_UNIT]: { ...COMMON, ParentId: text, Name: text, AllowMove: scalar, MoveAccountsTo: place },
  [ResourceType.ACCOUNT]: { ...COMMON, ParentId: text, AccountName: text, Email: text, Removal: removal },
  [ResourceType.ACCOUNT_SETTINGS]: {
    ...COMMON, AccountId: text, AlternateContacts: contacts, PrimaryContact: contact, EnabledRegions: regions, DisabledRegions: regions,
  },
  [ResourceType.INVITED_ACCOUNT]: {
    ...COMMON,
    ParentId: text,
    AccountId: optionalText,
    Email: optionalText,
    Notes: optionalText,
    WaitForAcceptance: scalar,
    Removal: removal,
  },
  [ResourceType.POLICY]: { ...COMMON, Type: policyType, Name: text, Description: text, Content: text },
  [ResourceType.POLICY_SET]: {
    ...COMMON, Type: policySetType, Name: text, Description: text, Statements: statements, MaxContentLength: count,
  },
  [ResourceType.POLICY_ATTACHMENTS]: { ...COMMON, TargetId: text, Policies: policyIds, PolicySets: policyIds, DetachFullAwsAccess: scalar },
  [ResourceType.POLICY_TYPE]: { ...COMMON, RootId: text, PolicyType: policyType, DisableOnRemoval: scalar },
  [ResourceType.TRUSTED_SERVICE]: { ...COMMON, ServicePrincipal: text },
  [ResourceType.DELEGATED_ADMINISTRATOR]: { ...COMMON, AccountId: text, ServicePrincipal: text },
  [ResourceType.RESOURCE_POLICY]: { ...COMMON, Content: text },
};

/**
 * Checks the properties that the model reads, which a template may hold in any shape.
 * @throws AssemblyError that names the first one that is wrong, and its value
 */
export function checkProperties({ type, stackName, logicalId, properties }: DesiredResource): void {
  for (const [name, { expected, fits, optional }] of Object.entries(FIELDS[type])) {
    const value = properties[name];
    if (value === undefined ? optional : fits(value)) continue;
    throw new AssemblyError(
      `The property ${name} of ${type} has to be ${expected}`,
      `${(JSON.stringify(value) ?? 'nothing').slice(0, 100)} at ${stackName}/${logicalId}`,
      'Correct it in the code, and synthesize the app again.',
    );
  }
}

/** Deeper than the five levels that the service allows, and far from what a call stack can hold. */
const DEEPEST_UNITS = 100;

/** @throws AssemblyError if an organizational unit is in itself, directly or through others, or if units are nested too deeply. */
export function checkTree(resources: readonly DesiredResource[]): void {
  const units = resources.filter(({ type }) => type === ResourceType.ORGANIZATIONAL_UNIT);
  const parents = new Map(units.map(({ id, properties }) => [id, properties.ParentId as string]));
  for (const { id, stackName, logicalId } of units) {
    const way = new Set<string>();
    for (let unit: string | undefined = id; unit !== undefined; unit = parents.get(unit)) {
      if (way.has(unit)) throw new AssemblyError('An organizational unit is in itself', `${stackName}/${logicalId}: [${[...way].join(', ')}]`, 'Give one of them another parent.');
      if (way.size > DEEPEST_UNITS) throw new AssemblyError(`Organizational units are nested in more than ${DEEPEST_UNITS} levels`, `${stackName}/${logicalId}`, 'Nest at most five, as AWS Organizations allows.');
      way.add(unit);
    }
  }
}
