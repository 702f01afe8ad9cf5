import { isPolicyType, POLICY_TYPE_NAMES, type PolicyTypeName } from '../../contract';
import {
  type Account as LiveAccount, findAllFeaturesProcess, isOpenHandshake, isOrganizationsError, listPoliciesIfOffered,
  type OrganizationalUnit as LiveUnit, type OrganizationsPort, type ResourcePolicy as LiveResourcePolicy, type PolicySummary,
} from '../../organizations';
import { allFeaturesField } from '../all-features-request';
import { byAdministrator } from '../code/from-assembly';
import { invitationsField } from '../invitations';
import type {
  Account, DelegatedAdministrator, Organization, OrganizationalUnit, Parent, Tags, AttachedPolicy, Policy,
} from '../organization';
import { withShownTexts } from '../service-texts';
import { byName } from '../sorting';
import { inParallel, listed } from './in-parallel';

interface LivePolicies {
  /** Customer managed policies. */
  readonly policies: readonly Policy[];
  readonly attachedTo: (targetId: string) => AttachedPolicy[];
}

interface PolicyReading {
  readonly port: OrganizationsPort;
  readonly parallel: number;
  readonly enabled: readonly PolicyTypeName[];
  readonly tagsOf: (id: string) => Promise<Tags>;
  readonly onPolicy: () => void;
}

type TypedSummary = Omit<PolicySummary, 'type'> & { readonly type: PolicyTypeName };

export interface ReadingOptions {
  /** Called while resources are read, with the numbers so far. */
  readonly onProgress?: (read: ReadingProgress) => void;
  /**
   * How many calls are in progress at once.
   * @default 8
   */
  readonly parallel?: number;
}

export interface ReadingProgress {
  readonly organizationalUnits: number;
  readonly accounts: number;
  readonly policies: number;
  /** Resources whose tags have been read; only resources that can have tags count. */
  readonly tagged: number;
}

interface Place {
  readonly accounts: readonly LiveAccount[];
  readonly units: readonly LiveUnit[];
}

/**
 * Reads a live organization as a value, closed accounts included, with texts as reviews compare them. Makes reading calls
 * only (READING_OPERATIONS).
 * @throws OrganizationsError of the call that was refused.
 */
export async function organizationFromService(port: OrganizationsPort, options: ReadingOptions = {}): Promise<Organization> {
  const { parallel = 8, onProgress = () => undefined } = options;
  const read = { organizationalUnits: 0, accounts: 0, policies: 0, tagged: 0 };
  const count = (what: keyof ReadingProgress, number = 1) => {
    read[what] += number;
    onProgress({ ...read });
  };
  const { id, managementAccountId, featureSet } = await port.describeOrganization();
  const [root] = await listed(port.listRoots());
  const policyTypes = root.policyTypes.filter(({ status }) => status === 'ENABLED').map(({ type }) => type).filter(isPolicyType).sort();

  const places = new Map<string, Place>();
  for (let level = [root.id]; level.length > 0;) {
    const below = await inParallel(parallel, level, async (parentId): Promise<Place> => ({
      accounts: await listed(port.listAccountsForParent(parentId)), units: await listed(port.listOrganizationalUnitsForParent(parentId)),
    }));
    below.forEach((place, index) => places.set(level[index], place));
    level = below.flatMap(({ units }) => units.map((unit) => unit.id));
    count('organizationalUnits', level.length);
    count('accounts', below.reduce((sum, { accounts }) => sum + accounts.length, 0));
  }
  const accounts = [...places.values()].flatMap((place) => place.accounts);

  const tags = new Map<string, Tags>();
  const tagsOf = async (resourceId: string): Promise<Tags> => {
    const found = await listed(port.listTags(resourceId));
    count('tagged');
    return Object.fromEntries(found.sort((a, b) => (a.Key < b.Key ? -1 : 1)).map(({ Key, Value }) => [Key, Value]));
  };
  const targets = [...places.keys(), ...accounts.map((account) => account.id)];
  await inParallel(parallel, targets, async (each) => tags.set(each, await tagsOf(each)));
  const { policies, attachedTo } = await readPolicies({ port, parallel, enabled: policyTypes, tagsOf, onPolicy: () => count('policies') });

  const target = (each: string) => ({ id: each, tags: tags.get(each) ?? {}, attachedPolicies: attachedTo(each) });
  const parent = (each: string): Parent => ({
    ...target(each),
    accounts: byName(places.get(each)!.accounts.map(({ id: accountId, name, email, state }): Account => (
      { ...target(accountId), name, email, state }))),
    organizationalUnits: byName(places.get(each)!.units.map((unit): OrganizationalUnit => ({ ...parent(unit.id), name: unit.name }))),
  });
  const resourcePolicy = featureSet === 'ALL' ? await findResourcePolicy(port) : undefined;
  return withShownTexts({
    id,
    managementAccountId,
    featureSet,
    ...(featureSet === 'ALL' ? {} : await allFeaturesRequest(port)),
    root: parent(root.id),
    policies: [...policies],
    policyTypes,
    // The service refuses both lists for an organization with consolidated billing.
    trustedServices: featureSet === 'ALL' ? (await listed(port.listServiceAccess())).map(({ servicePrincipal }) => servicePrincipal).sort() : [],
    delegatedAdministrators: featureSet === 'ALL' ? await administrators(port, new Map(accounts.map((account) => [account.id, account.name]))) : [],
    ...invitationsField(await listed(port.listInvitations()), accounts),
    ...(resourcePolicy ? {
      resourcePolicy: {
        id: resourcePolicy.id,
        content: resourcePolicy.content,
        tags: await tagsOf(resourcePolicy.id),
      },
    } : {}),
  });
}

async function allFeaturesRequest(port: OrganizationsPort): Promise<Pick<Organization, 'allFeaturesRequest'>> {
  const request = await findAllFeaturesProcess(port);
  if (!request || !isOpenHandshake(request)) return {};
  return allFeaturesField({ ...request, missing: request.missing.map(({ id, accountId = id }) => accountId) });
}

async function findResourcePolicy(port: OrganizationsPort): Promise<LiveResourcePolicy | undefined> {
  try {
    return await port.describeResourcePolicy();
  } catch (error) {
    if (isOrganizationsError(error, 'ResourcePolicyNotFound')) return undefined;
    throw error;
  }
}

async function administrators(port: OrganizationsPort, names: ReadonlyMap<string, string>): Promise<DelegatedAdministrator[]> {
  const found: DelegatedAdministrator[] = [];
  for (const { accountId } of await listed(port.listDelegatedAdministrators())) {
    for (const { servicePrincipal } of await listed(port.listDelegatedServicesForAccount(accountId))) {
      found.push({ accountId, accountName: names.get(accountId) ?? accountId, servicePrincipal });
    }
  }
  return found.sort(byAdministrator);
}

/** All policies with their targets, read policy by policy, since there are fewer policies than targets. */
async function readPolicies({ port, parallel, enabled, tagsOf, onPolicy }: PolicyReading): Promise<LivePolicies> {
  const summaries = (await inParallel(parallel, POLICY_TYPE_NAMES, async (type) => summariesOf(port, type, enabled.includes(type)))).flat();
  const attached = new Map<string, AttachedPolicy[]>();
  const policies = await inParallel(parallel, summaries, async ({ id, name, description, awsManaged, type }): Promise<Policy[]> => {
    for (const target of await listed(port.listTargetsForPolicy(id))) {
      attached.set(target.id, [...attached.get(target.id) ?? [], { id, name, type, awsManaged }]);
    }
    if (awsManaged) return [];
    const { content } = await port.describePolicy(id);
    const tags = await tagsOf(id);
    onPolicy();
    return [{ id, name, type, description, content, tags }];
  });
  return { policies: byName(policies.flat()), attachedTo: (targetId) => byName(attached.get(targetId) ?? []) };
}

async function summariesOf(port: OrganizationsPort, type: PolicyTypeName, isEnabled: boolean): Promise<TypedSummary[]> {
  return (await listed(listPoliciesIfOffered(port, type, { isEnabled }))).map((summary) => ({ ...summary, type }));
}
