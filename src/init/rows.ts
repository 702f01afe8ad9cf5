/** The rows of a written app: the data of an organization, as its files hold them. */
import type { PolicyTypeName } from '../contract';
import type { ResourcePolicy, SettingsByKey, Tags } from '../model';

/** Policies and tags of a target, as far as the app manages them. */
export interface TargetRow {
  readonly tags: Tags;
  /** Keys of policies, sorted. */
  readonly policies: readonly string[];
  /** Whether FullAWSAccess is detached. */
  readonly isAllowList: boolean;
  /** Why the policies may lock out the roles that deploy. */
  readonly lockOut?: string;
}

export interface UnitRow extends TargetRow {
  /** `ou-…`, from which the construct ID is made. */
  readonly id: string;
  readonly name: string;
  /** Names from the root down, for readers. */
  readonly path: readonly string[];
  /** ID of the OU above; undefined below the root. */
  readonly parent?: string;
  /** Whether the app only refers to it. */
  readonly isOutside: boolean;
}

export interface AccountRow extends TargetRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** ID of its OU; undefined in the root. */
  readonly unit?: string;
  /** Names of the OUs from the root down, for readers. */
  readonly path: readonly string[];
  /** Service principals, sorted. */
  readonly administers: readonly string[];
}

export interface PolicyRow {
  readonly id: string;
  /** The name of its file without `.json`, by which targets name it. */
  readonly key: string;
  readonly type: PolicyTypeName;
  readonly name: string;
  readonly description: string;
  /** The document as the service returns it. */
  readonly content: string;
  readonly tags: Tags;
}

/** All that a written app contains, and what it leaves out. */
export interface AppRows {
  readonly organizationId: string;
  readonly managementAccountId: string;
  readonly hasAllFeatures: boolean;
  readonly root: TargetRow;
  /** Each OU after the one above it. */
  readonly units: readonly UnitRow[];
  /** In the order of their OUs. */
  readonly accounts: readonly AccountRow[];
  readonly policies: readonly PolicyRow[];
  readonly policyTypes: readonly PolicyTypeName[];
  readonly trustedServices: readonly string[];
  /** Contacts and Regions by account ID. */
  readonly settings: ReadonlyMap<string, SettingsByKey>;
  readonly resourcePolicy?: ResourcePolicy;
  readonly leftOut: readonly LeftOut[];
  /** @default STACK_NAME */
  readonly stackName?: string;
  /** Whether the app has nested stacks from the start, also if one stack is enough for now. */
  readonly isSplit?: boolean;
}

export type LeftOutKind =
  | 'account' | 'organizationalUnit' | 'policy' | 'attachment' | 'tag' | 'trustedService' | 'delegatedAdministrator' | 'invitation'
  | 'accountSettings' | 'resourcePolicy' | 'allowList';

/** A part of the organization that the app does not manage. */
export interface LeftOut {
  readonly kind: LeftOutKind;
  /** Its path or name. */
  readonly subject: string;
  /** A clause that completes "left out, because …", and what to do. */
  readonly reason: string;
}
