/** An organization that needs nested stacks. */
import { attachment, DENY_ALL, DENY_LEAVING, liveOrganization, member, policyWith, unitWith } from './live-organization';
import { FULL_ACCESS } from '../model/organizations';

const stay = policyWith(1, 'Stay in organization', [DENY_LEAVING], { description: "Members' accounts stay", tags: { team: 'red' } });
const denyAll = policyWith(3, 'Deny all', [DENY_ALL]);

/** This OU belongs to another stack. */
const LAST = 89;

export const LARGE = liveOrganization({
  organizationalUnits: Array.from({ length: LAST + 1 }, (_, index) => unitWith(index, `unit-${index}`, {
    attachedPolicies: [FULL_ACCESS, attachment(index % 2 === 0 ? stay : denyAll)],
    organizationalUnits: index === 0 || index === LAST ? [unitWith(900 + index, 'below')] : [],
    tags: index === LAST ? { 'cdk-aws-organizations:owner': 'Other@eu-west-1' } : {},
    accounts: [member(2 * index, `account-${index}`), member(2 * index + 1, `other-${index}`)],
  })),
}, { policies: [stay, denyAll] });
