import { AccountError, conflict } from './account-error';
import { changedTarget, Target, targetOf } from './target';
import { Call, reading, writing } from '../operations/operation';
import { numbered, page, PageRequest } from '../protocol/paging';
import type { AccountProfileRecord } from '../store/records';
import { CHANGES_REGIONS } from '../store/store';

interface PartitionRegions {
  readonly enabledByDefault: readonly string[];
  readonly optIn: readonly string[];
}

/**
 * Regions whose use an account decides on, and those that every account has: the ones that were launched before March 20, 2019.
 * Sources: AWS Account Management Reference Guide, "Enable or disable AWS Regions in your account"; `endpoints.json` of the AWS SDKs.
 */
const REGIONS: Readonly<Record<string, PartitionRegions>> = {
  'aws': {
    enabledByDefault: [
      'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2', 'ca-central-1', 'eu-central-1',
      'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2',
    ],
    optIn: [
      'af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6',
      'ap-southeast-7', 'ca-west-1', 'eu-central-2', 'eu-south-1', 'eu-south-2', 'il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1',
    ],
  },
  'aws-cn': { enabledByDefault: ['cn-north-1', 'cn-northwest-1'], optIn: [] },
  'aws-us-gov': { enabledByDefault: ['us-gov-east-1', 'us-gov-west-1'], optIn: [] },
  'aws-iso': { enabledByDefault: ['us-iso-east-1', 'us-iso-west-1'], optIn: [] },
  'aws-iso-b': { enabledByDefault: ['us-isob-east-1', 'us-isob-west-1'], optIn: [] },
  'aws-iso-e': { enabledByDefault: ['eu-isoe-west-1'], optIn: [] },
  'aws-iso-f': { enabledByDefault: ['us-isof-east-1', 'us-isof-south-1'], optIn: [] },
  'aws-eusc': { enabledByDefault: ['eusc-de-east-1'], optIn: [] },
};

function regionsOf(partition: string): PartitionRegions {
  return REGIONS[partition] ?? REGIONS.aws;
}

interface RegionRequest {
  readonly AccountId?: string;
  readonly RegionName: string;
}

type Regions = AccountProfileRecord['regions'];

/** Source: AWS Account Management Reference Guide, "Quotas for AWS Account Management". */
const CHANGES_IN_PROGRESS = { account: 6, organization: 50 };

/** API Reference, ListRegions, MaxResults. */
const LARGEST_PAGE = 50;

function statusOf({ partition, now }: Call, { regions }: AccountProfileRecord, name: string): string | undefined {
  const { enabledByDefault, optIn } = regionsOf(partition);
  if (enabledByDefault.includes(name)) return 'ENABLED_BY_DEFAULT';
  if (!optIn.includes(name)) return undefined;
  const { enabled, settlesAt } = regions[name] ?? { enabled: false, settlesAt: 0 };
  if (settlesAt > now) return enabled ? 'ENABLING' : 'DISABLING';
  return enabled ? 'ENABLED' : 'DISABLED';
}

function invalidRegion(message: string): AccountError {
  return new AccountError('ValidationException', message, 'invalidRegionOptTarget');
}

/** It takes minutes; until it has ended, only the same can be asked for. */
function changeRegion(call: Call, { AccountId, RegionName: name }: RegionRequest, enabled: boolean): void {
  const target = changedTarget(call, AccountId);
  const status = statusOf(call, target.profile, name);
  if (status === undefined) throw invalidRegion(`There is no Region ${name}. Give the code of a Region, such as af-south-1.`);
  if (status === 'ENABLED_BY_DEFAULT') throw invalidRegion(`Region ${name} is enabled by default and can't be changed. Give an opt-in Region.`);
  if (status === (enabled ? 'DISABLING' : 'ENABLING')) {
    throw conflict(`Region ${name} is ${status}. Wait until that has ended.`);
  }
  if (status.startsWith(enabled ? 'ENABL' : 'DISABL')) {
    if (call.readings.regionThatIsAsAsked === 'success') return;
    throw conflict(`Region ${name} is ${status} already.`);
  }
  refuseTooMany(call, target);
  const settlesAt = call.now + call.world.random.integer(...call.world.settings.regionChangeMs);
  call.changes.put('accountProfiles', { ...target.profile, regions: { ...target.profile.regions, [name]: { enabled, settlesAt } } });
}

function refuseTooMany(call: Call, { id, profile }: Target): void {
  const inProgress = (regions: Regions) => Object.values(regions).filter(({ settlesAt }) => settlesAt > call.now).length;
  const changing = call.view.list('accountProfiles', CHANGES_REGIONS, 'true');
  const ofAll = changing.reduce((sum, { regions }) => sum + inProgress(regions), 0);
  if (inProgress(profile.regions) < CHANGES_IN_PROGRESS.account && ofAll < CHANGES_IN_PROGRESS.organization) {
    // Profiles whose changes have ended leave the index, which would grow with the organization.
    for (const other of changing) {
      if (other.accountId !== id && inProgress(other.regions) === 0) call.changes.put('accountProfiles', { ...other, regions: settled(other.regions) });
    }
    return;
  }
  throw new AccountError(call.readings.tooManyRegionChanges,
    `An account can have ${CHANGES_IN_PROGRESS.account} changes of Regions in progress, an organization ${CHANGES_IN_PROGRESS.organization}. Try again later.`);
}

function settled(regions: Regions): Regions {
  return Object.fromEntries(Object.entries(regions).map(([name, { enabled }]) => [name, { enabled, settlesAt: 0 }]));
}

function getRegionOptStatus(call: Call, { AccountId, RegionName: name }: RegionRequest): object {
  const status = statusOf(call, targetOf(call, AccountId).profile, name);
  if (status === undefined) throw invalidRegion(`There is no Region ${name}. Give the code of a Region, such as af-south-1.`);
  return { RegionName: name, RegionOptStatus: status };
}

interface ListRequest extends PageRequest {
  readonly AccountId?: string;
  readonly RegionOptStatusContains?: readonly string[];
}

function listRegions(call: Call, request: ListRequest): object {
  const { profile } = targetOf(call, request.AccountId);
  const { enabledByDefault, optIn } = regionsOf(call.partition);
  const wanted = request.RegionOptStatusContains ?? [];
  const { operation, readings: { pageSizes } } = call;
  const { items, next } = page(
    { operation, pages: { pageSizes, emptyPages: 'someWithLag' }, emptyPage: () => false, largestPage: LARGEST_PAGE },
    request,
    numbered([...enabledByDefault, ...optIn].sort()),
    (name) => {
      const status = statusOf(call, profile, name) ?? '';
      return wanted.length === 0 || wanted.includes(status) ? { RegionName: name, RegionOptStatus: status } : undefined;
    },
  );
  return { Regions: items, ...next };
}

export const regionOperations = [
  writing('EnableRegion', 'everyone', (call, request: RegionRequest) => changeRegion(call, request, true)),
  writing('DisableRegion', 'everyone', (call, request: RegionRequest) => changeRegion(call, request, false)),
  reading('GetRegionOptStatus', 'everyone', getRegionOptStatus),
  reading('ListRegions', 'everyone', listRegions),
];
