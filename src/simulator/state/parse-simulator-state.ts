import { checkReferences } from './check-references';
import { boolean, Check, id, keyed, list, map, nullable, number, object, oneOf, optional, text } from './checks';
import { OrganizationState, SimulatorState, STATE_FORMAT } from './simulator-state';
import {
  ACCOUNT_STATES, CREATE_ACCOUNT_STATES, EMAIL_UPDATE_STATUSES, HANDSHAKE_ACTIONS, HANDSHAKE_STATES, KnownAccountRecord,
  PHONE_VERIFICATION_STATUSES, POLICY_TYPE_STATUSES, TRANSFER_STATUSES,
} from '../store/records';

const ACCOUNT_ID = id(/^\d{12}$/, 'an account ID of twelve digits');
const ROOT_ID = id(/^r-[0-9a-z]{4,32}$/, 'a root ID, r-…');
const UNIT_ID = id(/^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/, 'an organizational unit ID, ou-…');
const PARENT_ID = id(/^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/, 'the ID of a root or an organizational unit');
const POLICY_ID = id(/^p-[0-9a-zA-Z_]{8,128}$/, 'a policy ID, p-…');
const CODE = id(/^[A-Za-z0-9]{6}$/, 'six letters and digits');
const ORGANIZATION_ID = id(/^o-[a-z0-9]{10,32}$/, 'an organization ID, o-…');
const HANDSHAKE_ID = id(/^h-[0-9a-z]{8,32}$/, 'a handshake ID, h-…');
const TRANSFER_ID = id(/^rt-[0-9a-z]{8,32}$/, 'the ID of a transfer, rt-…');
const FEATURE_SET = oneOf('ALL', 'CONSOLIDATED_BILLING');
const TAGS = map(text);
const KNOWN_ACCOUNT = object({
  id: ACCOUNT_ID,
  email: text,
  name: text,
  partition: optional(text),
  pairedAccountId: optional(ACCOUNT_ID),
  membershipChangedAt: optional(number),
} satisfies Record<keyof KnownAccountRecord, Check>);
const BILLING = optional(oneOf('ALLOW', 'DENY'));

const ORGANIZATION_FIELDS = {
  organization: nullable(object({
    id: ORGANIZATION_ID,
    featureSet: FEATURE_SET,
    managementAccountId: ACCOUNT_ID,
    managementAccountEmail: text,
    createdAt: number,
  })),
  root: nullable(object({ id: ROOT_ID, name: text, tags: TAGS })),
  organizationalUnits: list(object({ id: UNIT_ID, name: text, parentId: PARENT_ID, tags: TAGS })),
  accounts: list(object({
    id: ACCOUNT_ID,
    name: text,
    email: text,
    parentId: PARENT_ID,
    state: oneOf(...ACCOUNT_STATES),
    joinedMethod: oneOf('INVITED', 'CREATED'),
    joinedAt: number,
    tags: TAGS,
    roleName: optional(text),
    iamUserAccessToBilling: BILLING,
    closureRequestedAt: optional(number),
    closedAt: optional(number),
    closureShownAt: optional(number),
    lacksServiceLinkedRole: optional(boolean),
  })),
  policies: list(object({
    id: POLICY_ID, type: text, name: text, description: text, content: text, awsManaged: boolean, tags: TAGS,
  })),
  attachments: list(object({ policyId: POLICY_ID, targetId: text })),
  policyTypes: list(object({ type: text, status: oneOf(...POLICY_TYPE_STATUSES), settlesAt: optional(number) })),
  trustedServices: list(object({ servicePrincipal: text, enabledAt: number })),
  delegatedAdministrators: list(object({ accountId: ACCOUNT_ID, servicePrincipal: text, enabledAt: number })),
  resourcePolicy: nullable(object({ id: id(/^rp-[0-9a-zA-Z_]{4,128}$/, 'a resource policy ID, rp-…'), content: text, tags: TAGS })),
  createAccountRequests: list(object({
    id: id(/^car-[a-z0-9]{8,32}$/, 'the ID of a request, car-…'),
    accountName: text,
    email: text,
    state: oneOf(...CREATE_ACCOUNT_STATES),
    requestedAt: number,
    completesAt: number,
    accountId: ACCOUNT_ID,
    govCloudAccountId: optional(ACCOUNT_ID),
    failureReason: optional(text),
    roleName: optional(text),
    iamUserAccessToBilling: BILLING,
    tags: TAGS,
  })),
  policyChanges: optional(list(object({ type: text, targetId: text, at: number }))),
} satisfies Record<keyof OrganizationState, Check>;

const PARTICIPANT = object({ organizationId: ORGANIZATION_ID, accountId: ACCOUNT_ID, email: text });

/** The fields that all organizations have in common. */
const SHARED_FIELDS = {
  knownAccounts: optional(list(KNOWN_ACCOUNT)),
  accountProfiles: optional(list(object({
    accountId: ACCOUNT_ID,
    contactInformation: optional(map(text)),
    phoneVerification: optional(object({ code: CODE, status: oneOf(...PHONE_VERIFICATION_STATUSES) })),
    alternateContacts: keyed(/^(BILLING|OPERATIONS|SECURITY)$/, 'BILLING, OPERATIONS or SECURITY', map(text)),
    regions: keyed(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/, 'the code of a Region', object({ enabled: boolean, settlesAt: number })),
    emailUpdate: optional(object({
      address: text, code: CODE, status: oneOf(...EMAIL_UPDATE_STATUSES), changedAt: number,
    })),
  }))),
  handshakes: optional(list(object({
    id: HANDSHAKE_ID,
    action: oneOf(...HANDSHAKE_ACTIONS),
    state: oneOf(...HANDSHAKE_STATES),
    organizationId: ORGANIZATION_ID,
    featureSet: FEATURE_SET,
    managementAccountId: ACCOUNT_ID,
    managementAccountEmail: text,
    managementAccountName: text,
    partition: text,
    recipient: object({ type: oneOf('ACCOUNT', 'EMAIL', 'ORGANIZATION'), id: text }),
    notes: optional(text),
    tags: TAGS,
    parentId: optional(HANDSHAKE_ID),
    transferId: optional(TRANSFER_ID),
    requestedAt: number,
    expiresAt: number,
    endedAt: optional(number),
  }))),
  responsibilityTransfers: optional(list(object({
    id: TRANSFER_ID,
    name: text,
    status: oneOf(...TRANSFER_STATUSES),
    source: PARTICIPANT,
    target: PARTICIPANT,
    startsAt: number,
    endsAt: optional(number),
    handshakeId: HANDSHAKE_ID,
    tags: TAGS,
  }))),
};

const STATE = object({
  format: oneOf(STATE_FORMAT),
  managementAccount: optional(object({ id: ACCOUNT_ID, email: text })),
  ...ORGANIZATION_FIELDS,
  ...SHARED_FIELDS,
  otherOrganizations: optional(list(object(ORGANIZATION_FIELDS))),
  addressesTakenElsewhere: list(text),
  random: object({ writes: number, reads: number }),
  clockAheadMs: optional(number),
  disturbances: optional(object({
    random: number,
    buckets: list(object({ name: text, tokens: number, at: number })),
    occupied: list(object({ scope: text, until: number })),
  })),
} satisfies Record<keyof SimulatorState, Check>);

/**
 * Reads a simulator's state, for instance from a file. Throws an Error that names the wrong field, its value, and the expected value.
 * A reference to an object that the state does not have is an error as well.
 */
export function parseSimulatorState(value: unknown): SimulatorState {
  STATE(value, '');
  const state = value as SimulatorState;
  checkReferences(state);
  return state;
}

/** Reads a stand-alone account from JSON. Throws an Error that names the field that is wrong. */
export function parseKnownAccount(value: unknown): KnownAccountRecord {
  KNOWN_ACCOUNT(value, '');
  return value as KnownAccountRecord;
}
