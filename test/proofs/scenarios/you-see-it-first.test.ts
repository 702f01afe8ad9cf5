import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import fc from 'fast-check';
import { AccountRemoval, type IParent, Organization, OrganizationsProvider, PolicySet, ServiceControlPolicy } from '../../../src';
import { readCloudAssembly } from '../../../src/assembly';
import { diff, organizationFromAssembly, targets } from '../../../src/model';
import { rehearse, rehearseChange } from '../../../src/rehearsal';
import { deployedBy } from '../../../src/rehearsal/state/deployed';
import { type Build, removeApps, synthesize } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { proofRuns } from '../support/proof-runs';
import { editOf, evolution } from '../support/random-blueprint';
import { documentsOfSets, isTaking, unannounced } from '../support/stands-in-report';

jest.setTimeout(3_600_000);
afterEach(removeApps);

const SEED = Number(process.env.PROOF_SEED ?? (process.env.PROOF_RUNS ? Date.now() % 2 ** 31 : 20_260_101));

/** The changes between two blueprints, or apps: the report from the code alone, and the rehearsed deployment. */
async function reviewed(first: Blueprint | Build, second: Blueprint | Build) {
  const [baseDirectory, headDirectory] = [first, second].map((each) => synthesize(typeof each === 'function' ? each : build(each)));
  const { state } = await rehearse({ assemblyDirectory: baseDirectory });
  const [base, head] = [baseDirectory, headDirectory].map((directory) => {
    const assembly = readCloudAssembly(directory);
    return organizationFromAssembly(assembly, deployedBy(assembly, state.stacks));
  });
  const rehearsed = await rehearseChange({ baseDirectory, headDirectory });
  const { accounts, organizationalUnits, policies, root } = state.simulator!;
  const before = new Map<string, string | undefined>([
    ...[...accounts, ...organizationalUnits].map(({ id, parentId }) => [id, parentId] as const),
    ...['p-FullAWSAccess', root!.id, ...policies.map(({ id }) => id)].map((id) => [id, undefined] as const),
  ]);
  const report = diff(base, head);
  const sets = documentsOfSets(policies);
  return { ...rehearsed, report, unannouncedBy: (changes: typeof report) => unannounced(rehearsed.result.calls, changes, before, sets) };
}

const TREE: Blueprint = {
  policies: { Base: { denies: ['organizations:LeaveOrganization'] }, Data: { denies: ['kms:DisableKey'] }, Old: { denies: ['s3:DeleteBucket'] } },
  rootPolicies: ['Base'],
  units: {
    Security: { name: 'Security', policies: ['Data'] }, Logs: { name: 'Logs', parent: 'Security', allowReplacement: true }, Empty: { name: 'Empty', policies: ['Old'] },
  },
  accounts: { Archive: { name: 'archive', parent: 'Logs', tags: { team: 'blue' } }, Audit: { name: 'audit', parent: 'Security', removal: undefined } },
  services: ['cloudtrail.amazonaws.com', 'guardduty.amazonaws.com'],
  // The first registration is deregistered when it is removed from the app, and the second one stays.
  administrators: [['Audit', 'cloudtrail.amazonaws.com'], ['Audit', 'guardduty.amazonaws.com']],
};

test('19. The report announces every destructive write in the journal, and applying its changes to the old state gives the rehearsed end state.', async () => {
  const { Empty: _empty, ...units } = TREE.units!;
  const { Old: _old, ...policies } = TREE.policies!;
  const { result, report, unforeseen, unannouncedBy } = await reviewed(TREE, {
    ...TREE,
    policies: { ...policies, Data: { denies: ['kms:ScheduleKeyDeletion'] } },
    units: { ...units, Security: { name: 'Security' }, Logs: { name: 'Logs', allowReplacement: true } },
    accounts: { Archive: { name: 'archive', parent: 'Security' }, Audit: { name: 'audit', parent: 'Security', policies: ['Data'] } },
    administrators: [],
  });
  expect(result).toMatchObject({ succeeded: true, differences: [] });
  expect([...new Set(result.calls.filter(isTaking).map(({ operation }) => operation))].sort()).toEqual([
    'DeleteOrganizationalUnit', 'DeletePolicy', 'DeregisterDelegatedAdministrator', 'DetachPolicy', 'MoveAccount', 'UntagResource', 'UpdatePolicy',
  ]);
  expect(result.calls.filter(({ operation, error }) => operation === 'DeregisterDelegatedAdministrator' && !error).map(({ request }) => request))
    .toEqual([expect.objectContaining({ ServicePrincipal: 'cloudtrail.amazonaws.com' })]);
  expect(unannouncedBy(report)).toEqual([]);
  expect(unforeseen).toEqual([]);
  // Each kind of change is needed: without it, the report would not announce some write.
  for (const kind of new Set(report.map((change) => change.kind))) {
    // The rights of handlers are no part of the organization.
    if (kind.startsWith('privileged')) continue;
    if (!/Removed$|detached|accountMoved|Deregistered|StatementsChanged/.test(kind)) continue;
    expect([kind, unannouncedBy(report.filter((change) => change.kind !== kind))]).not.toEqual([kind, []]);
  }
});

test('19. A unit that is removed from the app with its account keeps the documents of a growing policy set, and the report foresees it.', async () => {
  const set = (...actions: string[]) => ({ Set: { denies: actions.map((action) => [action, 2900] as const), maxDocuments: 2 } });
  const place = { name: 'Left', policySets: ['Set'] };
  const { result, report, unforeseen } = await reviewed(
    { units: { Kept: { ...place, name: 'Kept' }, Left: place }, accounts: { One: { name: 'one', parent: 'Left' } }, policySets: set('iam:d', 'iam:e') },
    { units: { Kept: { ...place, name: 'Kept' } }, policySets: set('iam:a', 'iam:c', 'iam:d', 'iam:e') },
  );
  expect(result).toMatchObject({ succeeded: true, differences: [] });
  // Without these attachments, the comparison would have nothing to foresee.
  const attached = result.organization!.root.organizationalUnits.map(({ name, attachedPolicies }) => (
    [name, attachedPolicies.map((policy) => policy.name).filter((each) => each.startsWith('Set'))]));
  expect(attached).toEqual([['Kept', ['Set-1', 'Set-2']], ['Left', ['Set-1']]]);
  expect(report.map(({ kind }) => kind)).toContain('policyStatementsChanged');
  expect(unforeseen).toEqual([]);
});

test('19. The former unit of a move keeps those documents if a unit below it was removed from the app with its account.', async () => {
  const set = (...actions: string[]) => ({ Set: { denies: actions.map((action) => [action, 2900] as const), maxDocuments: 2 } });
  const moved = { name: 'Moved', policySets: ['Set'], allowReplacement: true };
  const { result, report, unforeseen } = await reviewed(
    { units: { Moved: moved, Left: { name: 'Left', parent: 'Moved' } }, accounts: { One: { name: 'one', parent: 'Left' } }, policySets: set('iam:d', 'iam:e') },
    { units: { Home: { name: 'Home' }, Moved: { ...moved, parent: 'Home' } }, policySets: set('iam:a', 'iam:c', 'iam:d', 'iam:e') },
  );
  expect(result).toMatchObject({ succeeded: true, differences: [] });
  const attached = [...targets(result.organization!)].map(({ path, target }) => (
    [path, target.attachedPolicies.map((policy) => policy.name).filter((each) => each.startsWith('Set'))]));
  expect(attached).toContainEqual(['Root/Moved', ['Set-1']]);
  expect(attached).toContainEqual(['Root/Home/Moved', ['Set-1', 'Set-2']]);
  expect(report.map(({ kind }) => kind)).toContain('organizationalUnitMoved');
  expect(unforeseen).toEqual([]);
});

test('19. A unit that stays for an account below it is not mistaken for the new unit that takes over its own account.', async () => {
  const { result, report, unforeseen } = await reviewed(
    {
      units: { Former: { name: 'Former', tags: { tier: 'blue' } }, Inner: { name: 'Inner', parent: 'Former' } },
      accounts: { Moving: { name: 'moving', parent: 'Former' }, Staying: { name: 'staying', parent: 'Inner' } },
    },
    { units: { Present: { name: 'Present' } }, accounts: { Moving: { name: 'moving', parent: 'Present' } } },
  );
  expect(result).toMatchObject({ succeeded: true, differences: [] });
  expect(result.organization!.root.organizationalUnits.map(({ name }) => name)).toEqual(['Former', 'Present']);
  expect(report.map(({ kind }) => kind)).not.toContain('organizationalUnitRenamed');
  expect(unforeseen).toEqual([]);
});

test('19. The contacts and Regions of an account that the deployment closes stay with it, and the report foresees it.', async () => {
  const organization = { allowAccountClosure: true, services: ['account.amazonaws.com'] };
  const removal = () => AccountRemoval.close();
  const team = { name: 'Team', title: 'On call', emailAddress: 'team@example.com', phoneNumber: '+49 30 1234567' };
  const settings = { alternateContacts: { security: team }, enabledRegions: ['ap-east-1'] };
  const kept = { Kept: { name: 'kept', settings } };
  const { result, report, unforeseen } = await reviewed(
    { ...organization, accounts: { ...kept, Former: { name: 'former', removal, settings } } }, { ...organization, accounts: kept },
  );
  expect(result).toMatchObject({ succeeded: true, differences: [] });
  expect(result.calls.filter(({ writing, error }) => writing && !error).map(({ operation }) => operation)).toEqual(['CloseAccount']);
  expect(report.map(({ kind }) => kind)).toEqual(['accountRemoved']);
  expect(unforeseen).toEqual([]);
});

test('19. Accounts whose destination is recreated elsewhere, and whose former destination stays, go to the new one.', async () => {
  const place = { name: 'Place', allowReplacement: true };
  const kept = { Kept: { name: 'Kept', parent: 'Place' } };
  const accounts = {
    Staying: { name: 'staying', parent: 'Kept' },
    Emptied: { name: 'emptied', parent: 'Former' },
    Moved: { name: 'moved', removal: (parents: (key?: string) => IParent) => AccountRemoval.moveTo(parents('Place')) },
  };
  const { result, unforeseen } = await reviewed(
    { units: { Place: place, ...kept, Former: { name: 'Former', moveAccountsTo: 'Place' } }, accounts },
    { units: { Home: { name: 'Home' }, Place: { ...place, parent: 'Home' } } },
  );
  expect(result).toMatchObject({ succeeded: true, differences: [] });
  const accountsIn = [...targets(result.organization!)].flatMap(({ path, target }) => ('email' in target ? [path] : []));
  expect(accountsIn.sort()).toEqual(['Root/Home/Place/emptied', 'Root/Home/Place/moved', 'Root/Management', 'Root/Place/Kept/staying']);
  expect(unforeseen).toEqual([]);
});

test('19. The former unit of a move stays if accounts go to a unit below it that is removed from the app as well.', async () => {
  const place = { name: 'Place', allowReplacement: true, policies: ['Deny'] };
  const policies = { Deny: { denies: ['s3:DeleteBucket'] } };
  const { result, report, unforeseen } = await reviewed(
    {
      policies,
      units: { Place: place, Inner: { name: 'Inner', parent: 'Place', policies: ['Deny'] }, Former: { name: 'Former', moveAccountsTo: 'Inner' } },
      accounts: { Emptied: { name: 'emptied', parent: 'Former' } },
    },
    { policies, units: { Home: { name: 'Home' }, Place: { ...place, parent: 'Home' } } },
  );
  expect(result).toMatchObject({ succeeded: true, differences: [] });
  const paths = [...targets(result.organization!)].map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['Root/Place/Inner/emptied', 'Root/Home/Place']));
  expect(report.map(({ kind }) => kind)).toContain('organizationalUnitMoved');
  expect(unforeseen).toEqual([]);
});

test('19. The policies of a removed unit whose accounts move away go with it, also with one resource at a time.', async () => {
  const withFormer = (isThere: boolean): Build => (stack) => {
    new OrganizationsProvider(stack, 'OrganizationsProvider', { maxConcurrentResources: 1 });
    const { root } = new Organization(stack, 'Organization');
    if (!isThere) return;
    const former = root.addOrganizationalUnit('Former', { moveAccountsTo: root });
    former.addAccount('Staying', { email: 'staying@example.com' });
    const statement = (action: string) => new PolicyStatement({ effect: Effect.DENY, actions: [action], resources: ['*'] });
    former.attachPolicy(new ServiceControlPolicy(stack, 'Own', { statements: [statement('s3:DeleteBucket')] }));
    former.attachPolicySet(new PolicySet(stack, 'Set', { statements: [statement('iam:DeleteUser')] }));
  };
  const { result, unforeseen } = await reviewed(withFormer(true), withFormer(false));
  expect(result).toMatchObject({ succeeded: true, differences: [], warnings: [] });
  expect(result.organization!.policies).toEqual([]);
  expect(unforeseen).toEqual([]);
});

test('19. An invited account that has not answered belongs to the new place of its unit, although the former place stays for another account.', async () => {
  const place = { name: 'Place', allowReplacement: true };
  const guest = { name: 'Guest', invited: '555555555555', parent: 'Place' };
  const { result, report, unforeseen } = await reviewed(
    {
      units: { Place: place, Inner: { name: 'Inner', parent: 'Place' } },
      accounts: { Guest: guest, Staying: { name: 'staying', parent: 'Inner' } },
    },
    { units: { Home: { name: 'Home' }, Place: { ...place, parent: 'Home' } }, accounts: { Guest: guest } },
  );
  expect(result).toMatchObject({ succeeded: true, differences: [] });
  const paths = [...targets(result.organization!)].map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['Root/Place/Inner/staying', 'Root/Home/Place']));
  expect(report.map(({ kind }) => kind)).toContain('organizationalUnitMoved');
  expect(unforeseen).toEqual([]);
});

/** Omits removals from the organization, which depend on the age of the account and not only on the code. */
function withoutLeavingTheOrganization({ accounts = {}, ...rest }: Blueprint): Blueprint {
  const staying = Object.entries(accounts).map(([key, plan]) => (
    [key, plan.asked === 'RemoveAccountFromOrganization' ? { ...plan, asked: undefined, removal: undefined } : plan] as const));
  return { ...rest, accounts: Object.fromEntries(staying) };
}

test('19. The report announces every destructive write for random organizations and random edits.', async () => {
  console.log(`reports: ${proofRuns()} runs, PROOF_SEED=${SEED}`);
  await fc.assert(fc.asyncProperty(evolution, async ({ first, second }) => {
    const { result, report, unforeseen, unannouncedBy } = await reviewed(
      withoutLeavingTheOrganization(first), withoutLeavingTheOrganization(editOf(first, second)));
    expect(result).toMatchObject({ succeeded: true, differences: [] });
    expect(unannouncedBy(report)).toEqual([]);
    expect(unforeseen).toEqual([]);
  }), { numRuns: proofRuns(), seed: SEED, path: process.env.PROOF_PATH, endOnFailure: true });
});
