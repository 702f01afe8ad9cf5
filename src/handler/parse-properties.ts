import {
  ACCOUNT_REMOVAL_ACTIONS, type AccountRemovalProperties, ALTERNATE_CONTACT_MEMBERS, ALTERNATE_CONTACT_TYPES,
  type AlternateContactProperties, type CommonProperties, type ContactMember, DEEPEST_JSON, isPolicyType, isTooDeep,
  type ParentPlaceProperties, AUTHORIZATION_POLICY_TYPES, type PolicyTypeName, PRIMARY_CONTACT_MEMBERS, type PrimaryContactProperties,
  type PropertiesByType, ResourceType, type ResourceTypeName, type Tag,
} from '../contract';
import { TerminalError } from './reconcile';

interface Field<Value = unknown> {
  /** The required form of the value, completing "has to be …". */
  readonly kind: string;
  /** Turns a value from CloudFormation, which sends every scalar as text, into a typed value; `undefined` if it has another type. */
  readonly read: (value: unknown) => Value | undefined;
  readonly optional?: boolean;
}

interface RequiredField<Value> extends Field<Value> {
  readonly optional?: false;
}

interface OptionalField<Value> extends Field<Value> {
  readonly optional: true;
}

/** A field for each property of the contract: one that is missing, has another type or is optional here only does not compile. */
type FieldsOf<Properties> = {
  readonly [Name in keyof Properties]-?: undefined extends Properties[Name]
    ? OptionalField<NonNullable<Properties[Name]>>
    : RequiredField<Properties[Name]>;
};

type AlternateContacts = NonNullable<PropertiesByType[typeof ResourceType.ACCOUNT_SETTINGS]['AlternateContacts']>;

const text: RequiredField<string> = {
  kind: 'a text that is not empty', read: (value) => (typeof value === 'string' && value !== '' ? value : undefined),
};
const anyText: RequiredField<string> = { kind: 'a text', read: (value) => (typeof value === 'string' ? value : undefined) };
const flag: RequiredField<boolean> = { kind: '"true" or "false"', read: readFlag };
const policyTypeName: RequiredField<PolicyTypeName> = {
  kind: 'a policy type', read: (value) => (isPolicyType(scalar(value)) ? value as PolicyTypeName : undefined),
};
const tags: RequiredField<Tag[]> = { kind: 'a list of tags, each with Key and Value', read: readTags };
const policies: RequiredField<Partial<Record<PolicyTypeName, string[]>>> = { kind: 'lists of policy IDs by policy type', read: readPolicies };
const statements: RequiredField<Record<string, unknown>[]> = { kind: 'a list of statements that is not empty', read: readStatements };
const count: RequiredField<number> = {
  kind: 'a whole number of at least 1', read: (value) => (/^[1-9]\d*$/.test(scalar(value)) ? Number(value) : undefined),
};
const removal: RequiredField<AccountRemovalProperties> = {
  kind: `an Action (${ACCOUNT_REMOVAL_ACTIONS.join(', ')}), and a ParentId for MoveAccount`,
  read: readRemoval,
};
const alternateContacts: RequiredField<AlternateContacts> = {
  kind: `contacts by type (${ALTERNATE_CONTACT_TYPES.join(', ')}), each with ${Object.keys(ALTERNATE_CONTACT_MEMBERS).join(', ')}`,
  read: readAlternateContacts,
};
const primaryContact: RequiredField<PrimaryContactProperties> = {
  kind: `a contact with members of ${Object.keys(PRIMARY_CONTACT_MEMBERS).join(', ')}`,
  read: (value) => readContact<PrimaryContactProperties>(PRIMARY_CONTACT_MEMBERS, value),
};
const regions: RequiredField<string[]> = { kind: 'a list of Regions', read: readRegions };
const place: RequiredField<ParentPlaceProperties> = { kind: 'an object with the ParentId of an organizational unit or the root', read: readPlace };

function optional<Value>(field: RequiredField<Value>): OptionalField<Value> {
  return { ...field, optional: true };
}

function oneOf<const Value extends string>(...values: readonly Value[]): RequiredField<Value> {
  return { kind: `one of ${values.join(', ')}`, read: (value) => values.find((each) => each === scalar(value)) };
}

const COMMON = { Reconcile: optional(anyText) };
const ADOPTABLE = { Tags: optional(tags), Adopt: optional(flag) };

/** The shapes of `contract/properties.ts`. */
const FIELDS: { readonly [Type in ResourceTypeName]: FieldsOf<PropertiesByType[Type]> } = {
  [ResourceType.ORGANIZATION]: {
    ...COMMON,
    FeatureSet: oneOf('ALL', 'CONSOLIDATED_BILLING'),
    RootTags: optional(tags),
    Adopt: optional(flag),
    AllowDeletion: optional(flag),
  },
  [ResourceType.ORGANIZATIONAL_UNIT]: {
    ...COMMON,
    ...ADOPTABLE,
    ParentId: text,
    Name: text,
    OrganizationalUnitId: optional(text),
    AllowMove: optional(flag),
    MoveAccountsTo: optional(place),
  },
  [ResourceType.ACCOUNT]: {
    ...COMMON,
    ...ADOPTABLE,
    AccountId: optional(text),
    AccountName: text,
    Email: text,
    ParentId: text,
    RoleName: optional(text),
    IamUserAccessToBilling: optional(oneOf('ALLOW', 'DENY')),
    Removal: optional(removal),
  },
  [ResourceType.ACCOUNT_SETTINGS]: {
    ...COMMON,
    AccountId: text,
    AccountLogicalId: optional(text),
    AlternateContacts: optional(alternateContacts),
    PrimaryContact: optional(primaryContact),
    EnabledRegions: optional(regions),
    DisabledRegions: optional(regions),
  },
  [ResourceType.INVITED_ACCOUNT]: {
    ...COMMON,
    AccountId: optional(text),
    Email: optional(text),
    ParentId: text,
    Tags: optional(tags),
    Notes: optional(text),
    WaitForAcceptance: optional(flag),
    Removal: optional(removal),
  },
  [ResourceType.POLICY]: { ...COMMON, ...ADOPTABLE, Type: policyTypeName, Name: text, Description: anyText, Content: text },
  [ResourceType.POLICY_SET]: {
    ...COMMON,
    Tags: optional(tags),
    Type: oneOf(...AUTHORIZATION_POLICY_TYPES),
    Name: text,
    Description: anyText,
    Statements: statements,
    MaxDocuments: count,
    MaxContentLength: optional(count),
  },
  [ResourceType.POLICY_ATTACHMENTS]: {
    ...COMMON,
    TargetId: text,
    TargetLogicalId: optional(text),
    Policies: optional(policies),
    PolicySets: optional(policies),
    DetachFullAwsAccess: optional(flag),
  },
  [ResourceType.POLICY_TYPE]: { ...COMMON, RootId: text, PolicyType: policyTypeName, DisableOnRemoval: optional(flag) },
  [ResourceType.TRUSTED_SERVICE]: { ...COMMON, ServicePrincipal: text },
  [ResourceType.DELEGATED_ADMINISTRATOR]: { ...COMMON, AccountId: text, ServicePrincipal: text },
  [ResourceType.RESOURCE_POLICY]: { ...COMMON, ...ADOPTABLE, Content: text },
};

/** The properties of the type, or a `TerminalError` that names the first missing or invalid one. Unknown properties are left out. */
export function parseProperties(type: ResourceTypeName, sent: Record<string, unknown>): CommonProperties {
  if (!isReadable(sent)) {
    throw new TerminalError(`The properties of ${type} are no object of at most ${DEEPEST_JSON} levels (given: ${typeof sent}).`, 'Correct them in the template.');
  }
  return read(type, sent, (name, { kind }) => {
    const given = Object.hasOwn(sent, name) ? `is ${JSON.stringify(sent[name]).slice(0, 200)}` : 'is missing';
    throw new TerminalError(`The property ${name} of ${type} ${given}.`, `It has to be ${kind}: correct it in the template.`);
  });
}

/** The readable part of properties that may come from another version of this library; the rest is left out. */
export function parsePreviousProperties(type: ResourceTypeName, sent: Record<string, unknown>): Partial<CommonProperties> {
  return !isReadable(sent) ? {} : read(type, sent, () => undefined);
}

function read(
  type: ResourceTypeName, sent: Record<string, unknown>, onMissing: (name: string, field: Field) => undefined,
): CommonProperties {
  const properties: Record<string, unknown> = {};
  for (const [name, field] of Object.entries<Field>(FIELDS[type])) {
    const value = Object.hasOwn(sent, name) ? field.read(sent[name]) : undefined;
    if (value !== undefined) properties[name] = value;
    else if (Object.hasOwn(sent, name) || !field.optional) onMissing(name, field);
  }
  return properties as unknown as CommonProperties;
}

function isReadable(sent: unknown): boolean {
  return typeof sent === 'object' && sent !== null && !Array.isArray(sent) && !isTooDeep(sent);
}

/** The text of a scalar; empty for an object, which may have its own `toString`. */
function scalar(value: unknown): string {
  return typeof value === 'object' ? '' : String(value);
}

function readFlag(value: unknown): boolean | undefined {
  return value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;
}

function readTags(value: unknown): Tag[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const isTag = (tag: Partial<Tag> | null) => typeof tag?.Key === 'string' && typeof tag.Value === 'string';
  return value.every(isTag) ? value.map(({ Key, Value }: Tag) => ({ Key, Value })) : undefined;
}

function readStatements(value: unknown): Record<string, unknown>[] | undefined {
  const isStatement = (each: unknown) => typeof each === 'object' && each !== null && !Array.isArray(each);
  return Array.isArray(value) && value.length > 0 && value.every(isStatement) ? value : undefined;
}

function readRemoval(value: unknown): AccountRemovalProperties | undefined {
  const { Action } = (value ?? {}) as Partial<AccountRemovalProperties>;
  const action = ACCOUNT_REMOVAL_ACTIONS.find((each) => each === Action);
  if (action !== 'MoveAccount') return action && { Action: action };
  const destination = readPlace(value);
  return destination && { Action: action, ...destination };
}

function readPlace(value: unknown): ParentPlaceProperties | undefined {
  const { ParentId, ParentLogicalId, IfRemoved: given } = (value ?? {}) as Partial<ParentPlaceProperties>;
  const IfRemoved = given && readPlace(given);
  return typeof ParentId === 'string' && ParentId !== '' && !(given && !IfRemoved) ? { ParentId, ParentLogicalId, IfRemoved } : undefined;
}

/** Leaves out unknown members. Returns no contact if a member is not text or a required member is missing. */
function readContact<Contact>(
  members: { readonly [Name in keyof Contact]-?: ContactMember }, value: unknown,
): Contact | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const contact: Record<string, string> = {};
  for (const [name, { optional: mayBeAbsent }] of Object.entries<ContactMember>(members)) {
    const given: unknown = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
    if (typeof given === 'string' && given !== '') contact[name] = given;
    else if (given !== undefined || !mayBeAbsent) return undefined;
  }
  return contact as Contact;
}

function readAlternateContacts(value: unknown): AlternateContacts | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const contacts: Record<string, AlternateContactProperties> = {};
  for (const [type, given] of Object.entries(value)) {
    const isKnown = ALTERNATE_CONTACT_TYPES.some((known) => known === type);
    const contact = isKnown ? readContact<AlternateContactProperties>(ALTERNATE_CONTACT_MEMBERS, given) : undefined;
    if (!contact) return undefined;
    contacts[type] = contact;
  }
  return contacts;
}

function readRegions(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every((region) => typeof region === 'string' && region !== '') ? value as string[] : undefined;
}

function readPolicies(value: unknown): Record<string, string[]> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const isList = ([type, ids]: [string, unknown]) => isPolicyType(type) && Array.isArray(ids) && ids.every((id) => typeof id === 'string');
  return Object.entries(value).every(isList) ? value as Record<string, string[]> : undefined;
}
