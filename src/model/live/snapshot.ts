import { INVITED_ACCOUNT_STATUSES, POLICY_TYPE_NAMES } from '../../contract';
import { type Organization, targets } from '../organization';
import type { StackIds } from '../overlay/deployed-ids';
import { withServiceTexts, withShownTexts } from '../service-texts';

/** The operations of AWS Organizations that reading an organization needs; each is also the name of its IAM action. */
export const READING_OPERATIONS = [
  'DescribeOrganization',
  'DescribePolicy',
  'DescribeResourcePolicy',
  'ListAWSServiceAccessForOrganization',
  'ListAccountsForParent',
  'ListDelegatedAdministrators',
  'ListDelegatedServicesForAccount',
  'ListHandshakesForOrganization',
  'ListOrganizationalUnitsForParent',
  'ListPolicies',
  'ListRoots',
  'ListTagsForResource',
  'ListTargetsForPolicy',
] as const;

/** The same for AWS Account Management, where code names contacts or Regions. */
export const ACCOUNT_READING_OPERATIONS = ['GetAccountInformation', 'GetAlternateContact', 'GetContactInformation', 'ListRegions'] as const;

/** All IAM actions that reading needs. */
export const READING_ACTIONS: readonly string[] = [
  ...ACCOUNT_READING_OPERATIONS.map((operation) => `account:${operation}`), ...READING_OPERATIONS.map((operation) => `organizations:${operation}`),
];

export const SNAPSHOT_FORMAT = 'cdk-org-snapshot/1';

/** A live organization as it was at a moment, as JSON. */
export interface Snapshot {
  readonly format: typeof SNAPSHOT_FORMAT;
  /** Such as `2026-11-24T12:00:00.000Z`. */
  readonly takenAt: string;
  readonly organization: Organization;
  /**
   * IDs of resources that the stacks which manage it know.
   * @default - not known
   */
  readonly stacks?: StackIds;
}

const INVITATION_STATUSES: readonly string[] = INVITED_ACCOUNT_STATUSES.filter((each) => each !== 'JOINED');

type Check = (field: string, value: unknown) => void;

const optional = (item: Check): Check => (field, value) => { if (value !== undefined) item(field, value); };
const text: Check = (field, value) => expect(field, value, typeof value === 'string', 'a text');
const flag: Check = (field, value) => expect(field, value, typeof value === 'boolean', 'true or false');
const policyType: Check = (field, value) => expect(field, value, (POLICY_TYPE_NAMES as unknown[]).includes(value), 'a policy type, such as SERVICE_CONTROL_POLICY');

const list = (item: Check): Check => (field, value) => {
  expect(field, value, Array.isArray(value), 'a list');
  (value as unknown[]).forEach((each, index) => item(`${field}[${index}]`, each));
};
const record = (fields: Readonly<Record<string, Check>>): Check => (field, value) => {
  expect(field, value, isObject(value), 'an object');
  for (const [name, check] of Object.entries(fields)) check(`${field}.${name}`, (value as Record<string, unknown>)[name]);
};
/** Values by keys that others chose. */
const texts = (item: Check): Check => (field, value) => {
  expect(field, value, isObject(value), 'an object');
  for (const [key, each] of Object.entries(value as object)) item(`${field}["${key}"]`, each);
};
const tags = texts(text);

const TARGET = { id: text, tags, attachedPolicies: list(record({ id: text, name: text, type: policyType, awsManaged: flag })) };
const ACCOUNT = record({ ...TARGET, name: text, email: text, state: text });
const parent: Check = (field, value) => record({ ...TARGET, accounts: list(ACCOUNT), organizationalUnits: list(unit) })(field, value);
const unit: Check = (field, value) => {
  parent(field, value);
  record({ name: text })(field, value);
};
const status: Check = (field, value) => expect(field, value, INVITATION_STATUSES.includes(value as string), `one of ${INVITATION_STATUSES.join(', ')}`);
const date: Check = (field, value) => expect(field, value, typeof value === 'string' && !Number.isNaN(Date.parse(value)), 'a time, such as 2026-11-24T12:00:00.000Z');
const day: Check = (field, value) => expect(field, value, typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)), 'a day, such as 2027-02-24');
const invitation: Check = (field, value) => {
  record({ id: text, accountId: optional(text), email: optional(text), status, requestedAt: date, expiresAt: date })(field, value);
  const { accountId, email } = value as Record<string, unknown>;
  expect(field, value, (accountId === undefined) !== (email === undefined), 'an invitation with one of accountId and email');
};
const setting: Check = (field, value) => {
  if (isObject(value)) texts(text)(field, value);
  else expect(field, value, value === null || value === 'ENABLED' || value === 'DISABLED', 'a contact, null, "ENABLED" or "DISABLED"');
};
const ORGANIZATION = record({
  id: text,
  managementAccountId: text,
  featureSet: text,
  allFeaturesRequest: optional(record({ missing: list(text), expiresOn: day })),
  root: parent,
  policies: list(record({ id: text, name: text, type: policyType, description: text, content: text, tags })),
  policyTypes: list(policyType),
  trustedServices: list(text),
  delegatedAdministrators: list(record({ accountId: text, accountName: text, servicePrincipal: text })),
  invitations: optional(list(invitation)),
  resourcePolicy: optional(record({ id: text, content: text, tags })),
  accountSettings: optional(list(record({ accountId: text, settings: texts(setting) }))),
});

/** Whether a JSON value is meant as a snapshot, and not as another saved format. */
export function isSnapshot(value: unknown): boolean {
  return isObject(value) && typeof value.format === 'string' && value.format.startsWith('cdk-org-snapshot/');
}

/** The ending of redacted email addresses in a snapshot. */
export const REDACTED_ADDRESS = '@redacted.invalid';

/** @throws Error that names the first invalid field, its value, and the expected form. */
export function parseSnapshot(value: unknown): Snapshot {
  expect('the snapshot', value, isObject(value), 'an object');
  const { format, takenAt, organization, stacks } = value as Record<string, unknown>;
  expect('format', format, format === SNAPSHOT_FORMAT, `"${SNAPSHOT_FORMAT}"`);
  text('takenAt', takenAt);
  ORGANIZATION('organization', organization);
  expectUniqueIds(organization as Organization);
  if (stacks !== undefined) texts(tags)('stacks', stacks);
  // A text that somebody wrote by hand may look like a symbol, which no organization has.
  return { ...value as Snapshot, organization: withShownTexts(withServiceTexts(organization as Organization)) };
}

/** With the same ID at two places, an object could be its own ancestor, and a walk up the tree would never end. */
function expectUniqueIds(organization: Organization): void {
  const seen = new Set<string>();
  for (const { target: { id } } of targets(organization)) {
    expect('organization', id, !seen.has(id), 'a tree in which the root, units and accounts each have an ID of their own');
    seen.add(id);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function expect(field: string, value: unknown, isRight: boolean, wanted: string): void {
  if (isRight) return;
  const given = (JSON.stringify(value) ?? 'nothing').slice(0, 100);
  throw new Error(`The snapshot is not valid: ${field} must be ${wanted}. Given: ${given}. Use a file that cdk-org snapshot wrote, unchanged.`);
}
