import { parsePolicySetDocumentName, parsePolicySetTagValue, readPolicyIds, ResourceType } from '../../../src/contract';
import { checkEvent, type ResourceEvent } from '../../../src/handler/engine/resource-event';
import { parsePreviousProperties, parseProperties } from '../../../src/handler/parse-properties';
import type { FuzzTarget } from '../fuzz';

const TAGS = [{ Key: 'team', Value: 'shop' }];

const PROPERTIES: readonly (readonly [type: string, properties: object])[] = [
  [ResourceType.ORGANIZATION, { FeatureSet: 'ALL', RootTags: TAGS, Adopt: 'true' }],
  [ResourceType.ORGANIZATIONAL_UNIT, { ParentId: 'r-ab12', Name: 'x', Tags: TAGS, AllowMove: 'true' }],
  [ResourceType.ACCOUNT, { AccountName: 'a', Email: 'a@example.com', ParentId: 'r-ab12', Tags: TAGS, Removal: { Action: 'MoveAccount', ParentId: 'r-ab12' } }],
  [ResourceType.ACCOUNT_SETTINGS, {
    AccountId: '111111111111',
    AlternateContacts: { SECURITY: { Name: 'a', Title: 'b', EmailAddress: 'a@example.com', PhoneNumber: '+1' } },
    PrimaryContact: { FullName: 'a', AddressLine1: 'b', City: 'c', PostalCode: '1', CountryCode: 'FR', PhoneNumber: '+1' },
    EnabledRegions: ['eu-south-2'],
    DisabledRegions: [],
  }],
  [ResourceType.POLICY, { Type: 'TAG_POLICY', Name: 'x', Description: '', Content: '{}', Tags: TAGS }],
  [ResourceType.POLICY_SET, { Type: 'SERVICE_CONTROL_POLICY', Name: 'x', Description: '', MaxDocuments: '2', Statements: [{ Effect: 'Deny' }] }],
  [ResourceType.POLICY_ATTACHMENTS, { TargetId: 'r-ab12', Policies: { TAG_POLICY: ['p-12345678'] }, PolicySets: {}, DetachFullAwsAccess: 'false' }],
  [ResourceType.POLICY_TYPE, { RootId: 'r-ab12', PolicyType: 'TAG_POLICY' }],
  [ResourceType.TRUSTED_SERVICE, { ServicePrincipal: 'sso.amazonaws.com' }],
  [ResourceType.DELEGATED_ADMINISTRATOR, { AccountId: '111111111111', ServicePrincipal: 'sso.amazonaws.com' }],
];

/** The target for the properties of events that the handlers receive, and for the texts of tags. */
export const EVENT_TARGET: FuzzTarget = {
  name: 'events and tags',
  share: 0.05,
  valid: PROPERTIES.map(([type, properties]) => ({
    RequestType: 'Update',
    RequestId: '1',
    StackId: 'arn:aws:cloudformation:us-east-1:111111111111:stack/App/1',
    ResourceType: type,
    LogicalResourceId: 'X',
    PhysicalResourceId: 'x',
    ResourceProperties: properties,
    OldResourceProperties: properties,
  })),
  run(text) {
    readPolicyIds(text);
    parsePolicySetDocumentName(text);
    parsePolicySetTagValue(text);
    const event = parsed(text) as ResourceEvent;
    checkEvent(event);
    const properties = parseProperties(event.ResourceType, event.ResourceProperties);
    for (const flag of ['Adopt', 'AllowMove', 'DetachFullAwsAccess']) {
      const value = (properties as Record<string, unknown>)[flag];
      if (value !== undefined && typeof value !== 'boolean') throw new TypeError(`${flag} became ${typeof value}`);
    }
    if (Object.getPrototypeOf(properties) !== Object.prototype) throw new TypeError('The properties have a different prototype.');
    parsePreviousProperties(event.ResourceType, event.OldResourceProperties ?? {});
  },
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
