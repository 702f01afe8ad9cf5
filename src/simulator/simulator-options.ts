import { ConflictOptions } from './disturbances/conflicts';
import { Fault } from './disturbances/faults/fault';
import { Duration } from './durations';
import { Observer } from './observation';
import { OrganizationsReadings } from './readings/readings';
import { SimulatorState } from './state/simulator-state';
import { KnownAccountRecord, TableName } from './store/records';
import { Limits } from './world/limits';

export interface SimulatorOptions {
  /**
   * Everything random (identifiers, durations, lag) is a function of it.
   * @default 1
   */
  readonly seed?: number;
  /**
   * The most, in milliseconds, by which a read may lag behind the writes. Each read is answered by one of several replicas.
   * @default 0 every read sees every write
   */
  readonly lagMs?: number;
  /** Another bound for some kinds of objects. */
  readonly lagMsByKind?: Partial<Record<TableName, number>>;
  /**
   * Whether a write may also be refused because it does not see other objects yet, such as the parent of a new organizational unit.
   * @default false
   */
  readonly staleReferences?: boolean;
  /**
   * The longest time for which a policy type stays PENDING_ENABLE or PENDING_DISABLE, in milliseconds.
   * @default 5,000 with lag, else 0
   */
  readonly policyTypeSettlingMs?: number;
  /**
   * How long a new organization refuses to create accounts with FinalizingOrganizationException, in milliseconds.
   * @default 0
   */
  readonly finalizingMs?: number;
  /**
   * How long the creation of an account takes, in milliseconds. Without any time, the answer to CreateAccount says how the request ended.
   * @default - 3,000 to 60,000
   */
  readonly accountCreationMs?: Duration;
  /**
   * How long an account stays PENDING_CLOSURE, in milliseconds.
   * @default - 5,000 to 120,000
   */
  readonly accountClosureMs?: Duration;
  /**
   * How long enabling or disabling an opt-in Region of an account takes, in milliseconds.
   * @default - 120,000 to 600,000
   */
  readonly regionChangeMs?: Duration;
  /**
   * Whether calls count against the published rates of the service and are refused with TooManyRequestsException beyond them.
   * @default false
   */
  readonly rates?: boolean;
  /**
   * Whether writes take time, and are refused with ConcurrentModificationException or PolicyChangesInProgressException while another
   * one is at work on the same. Answers carry a delay then.
   * @default false
   */
  readonly conflicts?: boolean | ConflictOptions;
  /**
   * The calls whose responses the journal keeps. The lists that a large organization is read with take most of the memory.
   * @default 'all'
   */
  readonly journalResponses?: 'all' | 'ofWrites';
  /**
   * Calls that fail, each as an object or in the short form of `parseFault`.
   * @default none
   */
  readonly faults?: readonly (Fault | string)[];
  /**
   * Clock, in milliseconds since the epoch. There are no timers: the next request completes everything that is due.
   * @default Date.now
   */
  readonly now?: () => number;
  /**
   * How many seconds pass in the simulator in one second of the clock. Answers with a delay come earlier by it.
   * @default 1
   */
  readonly timeFactor?: number;
  /** The account that calls unless the request says otherwise; twelve digits. */
  readonly managementAccountId?: string;
  readonly managementAccountEmail?: string;
  /**
   * Accounts that exist besides the management account and are in no organization. Each can be invited, can answer invitations, and can
   * create an organization of its own: a call whose access key ID is the account's ID is made by it.
   * @default none
   */
  readonly standaloneAccounts?: readonly KnownAccountRecord[];
  /**
   * Email addresses of management accounts that have not confirmed them. Such accounts can invite nobody.
   * @default none
   */
  readonly unverifiedAddresses?: readonly string[];
  /** The quotas that differ from the usual ones. */
  readonly limits?: Partial<Limits>;
  /**
   * Whether accounts carry the older field Status besides State. `false` is short for the reading `accountStateFields: 'stateOnly'`.
   * @default true
   */
  readonly accountStatus?: boolean;
  /**
   * How the simulator behaves where the service's behavior is not known; `ORGANIZATIONS_READINGS` has every switch.
   * @default - the first reading of each switch
   */
  readonly readings?: Partial<OrganizationsReadings>;
  /** @default - the partition of the Region that a request is signed for */
  readonly partition?: string;
  /**
   * Principals of services that can have trusted access and are newer than this simulator, such as `new.amazonaws.com`. Every other name
   * that the simulator does not know is refused, as AWS Organizations refuses it.
   * @default none
   */
  readonly furtherServices?: readonly string[];
  /** Receives each change, directly after it and before the answer. Reads and refused writes change nothing. */
  readonly onWrite?: Observer;
  /** The state to start from. */
  readonly state?: SimulatorState;
}
