import type { RowPlace } from './place';

type Texts = Readonly<Record<string, string>>;

/** Policies and tags of a target, as its row gives them. */
export interface FleetTarget {
  readonly place: RowPlace;
  readonly tags: Texts;
  /** Keys of policies. */
  readonly policies: readonly string[];
  /** Whether FullAWSAccess is detached. */
  readonly isAllowList: boolean;
  readonly lockOut?: string;
}

/** Contacts and Regions of an account, as options of its construct. */
export interface FleetSettings {
  readonly alternateContacts?: Readonly<Partial<Record<'billing' | 'operations' | 'security', Texts>>>;
  readonly primaryContact?: Texts;
  readonly enabledRegions?: readonly string[];
  readonly disabledRegions?: readonly string[];
}

export interface FleetAccount extends FleetTarget {
  readonly id: string;
  /** Whether it existed before its row. */
  readonly adopt: boolean;
  readonly name: string;
  readonly email: string;
  /** ID of its OU; undefined in the parent of the fleet. */
  readonly unit?: string;
  readonly administers: readonly string[];
  readonly exemptFrom: readonly string[];
  readonly settings: FleetSettings;
}

export interface FleetUnit extends FleetTarget {
  readonly id: string;
  readonly adopt: boolean;
  /** Whether the code only refers to it. */
  readonly outside: boolean;
  readonly name: string;
  /** ID of the OU above; undefined below the parent of the fleet. */
  readonly parent?: string;
}

/** The rows of all files of a fleet. */
export interface FleetRows {
  /** Policies and tags of the parent, if a file gives some. */
  readonly root?: FleetTarget;
  /** Each OU after the one above it; else in the order of the files. */
  readonly units: readonly FleetUnit[];
  /** In the order of the files. */
  readonly accounts: readonly FleetAccount[];
}
