import type { Caller } from '../authorization/authorization';
import { Fault } from '../disturbances/faults/fault';
import type { PageReadings } from '../protocol/paging';
import { notInUse } from '../protocol/service-error';
import { OrganizationsReadings } from '../readings/readings';
import { OrganizationRecord, RootRecord } from '../store/records';
import { View } from '../store/view';
import { Changes } from '../world/changes';
import { World } from '../world/world';

/**
 * Who may call (source: User Guide, "Delegated administrator for AWS services that work with Organizations" and "Delegated
 * administrator for AWS Organizations").
 *
 * - `management`: the management account
 * - `delegate`: also a delegated administrator of any service, and whom the resource policy allows it
 * - `policyDelegate`: also whom the resource policy allows it
 * - `organization`: every account in the organization
 * - `everyone`: every account
 */
export type Access = 'management' | 'delegate' | 'policyDelegate' | 'organization' | 'everyone';

/** Ends a call that only looks whether anything would refuse it: all checks are behind it. */
export class ChecksPassed extends Error {}

/** One call, as its handler sees it. */
export class Call {
  constructor(
    readonly operation: string,
    readonly caller: Caller,
    readonly now: number,
    readonly world: World,
    /** The data of the call: a replica for a read, the latest state for a write. */
    readonly view: View,
    /** The data of other resources that a write refers to. It may be stale. */
    readonly references: View,
    /** The fault that strikes this call, if any. */
    readonly fault?: Fault,
    /** Whether the call ends before its first change. */
    private readonly onlyChecks = false,
  ) {}

  /** The partition of the ARNs in the answer. */
  get partition(): string {
    return this.world.settings.partition ?? this.caller.partition;
  }

  /** The readings of undocumented behavior. */
  get readings(): OrganizationsReadings {
    return this.world.settings.readings;
  }

  /** The organization of some time ago, which the checks of some writes still see. */
  past(ms: number): View {
    return this.world.past(this.now, ms);
  }

  /** The organization of the caller. */
  get organization(): OrganizationRecord {
    const { organization } = this.view;
    if (!organization) throw notInUse();
    return organization;
  }

  get root(): RootRecord {
    const { root } = this.view;
    if (!root) throw notInUse();
    return root;
  }

  /** Each of them has to know what a write refers to: a stale one may refuse the write, and never lets it refer to what is gone. */
  get allViews(): readonly View[] {
    return [this.references, this.view];
  }

  /** The changes of this call. */
  get changes(): Changes {
    if (this.onlyChecks) throw new ChecksPassed();
    return new Changes(this.world.store, this.now);
  }

  /** The changes of this call in another organization. */
  changesIn(world: World): Changes {
    if (this.onlyChecks) throw new ChecksPassed();
    return new Changes(world.store, this.now);
  }

  /** The rules for the sizes of a list's pages. */
  get pages(): PageReadings {
    return this.readings;
  }

  /** Some first pages of lists are empty while there is lag. */
  readonly emptyPage = (): boolean => this.world.settings.lags && this.world.readRandom.integer(1, 8) === 1;
}

type Handler = (call: Call, request: unknown) => object | void;

export interface Operation {
  readonly name: string;
  readonly writing: boolean;
  readonly access: Access;
  /** Checks everything before its first write, so that a call changes all or nothing. */
  readonly handle: Handler;
}

/** The request has been checked against the service's model before a handler sees it, so its type is known. */
export function reading<Request>(name: string, access: Access, handle: (call: Call, request: Request) => object): Operation {
  return { name, writing: false, access, handle: handle as Handler };
}

export function writing<Request>(name: string, access: Access, handle: (call: Call, request: Request) => object | void): Operation {
  return { name, writing: true, access, handle: handle as Handler };
}
