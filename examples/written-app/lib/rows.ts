import type { AccountSettingsOptions } from 'cdk-aws-organizations';

type Tags = Readonly<Record<string, string>>;

/** A resource of the organization. */
export interface Row {
  /**
   * The construct ID, which never changes: the ID that AWS gave to an existing resource, and any other text for a new one. Names change,
   * and a changed construct ID is another resource for CloudFormation.
   */
  readonly id: string;
  /** Whether the resource existed before its row. A row without it creates its resource. */
  readonly adopt?: true;
  readonly name: string;
  /** Only the tags that the code manages. */
  readonly tags?: Tags;
}

/** Policies and tags of the root, an organizational unit or an account. */
export interface TargetRow {
  readonly tags?: Tags;
  /** Keys of rows of policies. */
  readonly policies?: readonly string[];
  /** Whether FullAWSAccess is detached, so that accounts can only do what the policies allow. */
  readonly isAllowList?: true;
  /** Why the policies may lock out the roles that deploy. */
  readonly lockOut?: string;
}

export interface PolicyRow extends Row {
  /** The name of its document in `policies/`, without `.json`. */
  readonly key: string;
  readonly type: string;
  readonly description?: string;
}

export interface UnitRow extends Row, TargetRow {
  /** ID of the row above. The default is the root. */
  readonly parent?: string;
  /** Whether something else manages it, and the code only refers to it by its ID. */
  readonly outside?: true;
}

export interface AccountRow extends Row, TargetRow {
  readonly email: string;
  /** ID of the row of its organizational unit. The default is the root. */
  readonly unit?: string;
  /** Service principals that it administers. */
  readonly administers?: readonly string[];
}

/** `data/accounts.json`: by organizational unit, then by name. */
export interface AccountsFile {
  /** Tags of every account. A row may give another value. */
  readonly tagsOfAll?: Tags;
  readonly accounts: readonly AccountRow[];
}

/** `data/organizational-units.json`: each organizational unit after the one above it. */
export interface UnitsFile {
  readonly root: TargetRow;
  readonly organizationalUnits: readonly UnitRow[];
}

/** `data/policies.json` */
export interface PoliciesFile {
  readonly policies: readonly PolicyRow[];
}

/** `data/services.json`: services with trusted access, and policy types that are enabled. */
export interface ServicesFile {
  readonly trustedServices: readonly string[];
  readonly policyTypes: readonly string[];
}

/** `data/account-settings.json`: contacts and opt-in Regions, by the ID of the account's row. */
export interface SettingsFile {
  readonly accounts: Readonly<Record<string, AccountSettingsOptions>>;
}
