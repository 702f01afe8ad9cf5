import type { Probe } from './probe';
import { ABSENT_OBJECT_PROBES } from './probes/absent-objects';
import { SIMULTANEOUS_PROBES } from './probes/at-the-same-time';
import { ATTACHMENT_PROBES } from './probes/attachments';
import { DELETION_PROBES } from './probes/deletions';
import { INVITATION_PROBES } from './probes/invitations';
import { LIST_PROBES } from './probes/lists';
import { MEMBER_PROBES } from './probes/member-account';
import { NAME_PROBES } from './probes/names';
import { NEW_ACCOUNT_PROBES } from './probes/new-account';
import { POLICY_TYPE_PROBES } from './probes/policy-types';
import { RESOURCE_POLICY_PROBES } from './probes/resource-policy';
import { TRUSTED_ACCESS_PROBES } from './probes/trusted-access';

/** All probes, in their order. The account is created by the first probe that needs it, and closed by the last one. */
export const PROBES: readonly Probe[] = [
  ...NAME_PROBES, ...ATTACHMENT_PROBES, ...DELETION_PROBES, ...ABSENT_OBJECT_PROBES, ...TRUSTED_ACCESS_PROBES, ...LIST_PROBES,
  ...POLICY_TYPE_PROBES, ...NEW_ACCOUNT_PROBES, ...RESOURCE_POLICY_PROBES, ...INVITATION_PROBES, ...SIMULTANEOUS_PROBES, ...MEMBER_PROBES,
];
