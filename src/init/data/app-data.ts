/** The data files of a written app as values. A member that is not given has no effect. */
import type { Tags } from '../../model';

/** Policies and tags of the root, an OU or an account. */
export interface TargetData {
  readonly tags?: Tags;
  /** Keys of policies, sorted. */
  readonly policies?: readonly string[];
  readonly isAllowList?: true;
  readonly lockOut?: string;
}

export interface UnitData extends TargetData {
  readonly id: string;
  readonly adopt?: true;
  readonly outside?: true;
  readonly name: string;
  /** ID of the row above; undefined below the root. */
  readonly parent?: string;
}

export interface AccountData extends TargetData {
  readonly id: string;
  readonly adopt?: true;
  readonly name: string;
  readonly email: string;
  /** ID of the row of its OU; undefined in the root. */
  readonly unit?: string;
  readonly administers?: readonly string[];
}

export interface PolicyData {
  readonly key: string;
  readonly id: string;
  readonly adopt?: true;
  readonly type: string;
  readonly name: string;
  readonly description?: string;
  readonly tags?: Tags;
}

interface Listed {
  /** Sentences about parts that the code does not name, with the reasons. */
  readonly leftOut?: readonly string[];
}

export interface AppData {
  readonly accounts: Listed & { readonly tagsOfAll?: Tags; readonly accounts: readonly AccountData[] };
  readonly units: Listed & { readonly root: TargetData; readonly organizationalUnits: readonly UnitData[] };
  readonly policies: Listed & { readonly policies: readonly PolicyData[] };
  readonly services: Listed & { readonly trustedServices: readonly string[]; readonly policyTypes: readonly string[] };
  /** Contacts and Regions as options of an account, by the ID of the account's row. */
  readonly settings?: { readonly accounts: Readonly<Record<string, object>> };
}

/** The paths of the data files in an app. The one of settings exists only if an account has some. */
export const DATA_PATHS = {
  accounts: 'data/accounts.json',
  units: 'data/organizational-units.json',
  policies: 'data/policies.json',
  services: 'data/services.json',
  settings: 'data/account-settings.json',
} as const satisfies Readonly<Record<keyof AppData, string>>;
