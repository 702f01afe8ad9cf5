import { type Account, type Organization, type Policy, reviewOf } from '../../../src/model';
import { account, attached, FULL_ACCESS, inCode, organization, policy, symbol, unit } from '../organizations';
import { ACTIONS, ENABLED, levelsOf, s3, scp } from './support';

const ec2 = scp('compute', { Sid: 'B', Action: 'ec2:RunInstances' });
const adopted = (id: string) => ({ code: inCode(symbol(id), { adopt: true }) });
const ACCOUNTS = ['shop', 'store'];

interface Homes {
  readonly homes: Readonly<Record<string, readonly string[]>>;
  /** Units that the code does not adopt, but creates. */
  readonly created?: readonly string[];
  /** Policies of units, by their names. */
  readonly policies?: Readonly<Record<string, readonly Policy[]>>;
}

/** Units of an adopted organization with accounts in them, as the code has them. */
function units({ homes, created = [], policies = {} }: Homes): Organization {
  const accountsOf = (names: readonly string[]): Account[] => (
    names.map((name) => account(name, { attachedPolicies: [FULL_ACCESS], ...adopted(name) })));
  return organization({
    root: {
      attachedPolicies: [FULL_ACCESS, ...(policies.Root ?? []).map(attached)],
      organizationalUnits: Object.entries(homes).map(([name, accounts]) => unit(name, {
        attachedPolicies: [FULL_ACCESS, ...(policies[name] ?? []).map(attached)],
        accounts: accountsOf(accounts),
        ...(created.includes(name) ? {} : adopted(name)),
      })),
      ...adopted('Organization'),
    },
    policies: [s3, ec2],
    more: ENABLED,
  });
}

const reasonsOf = (base: Organization, head: Organization) => (
  reviewOf(base, head, { actions: ACTIONS }).risks.map(({ level, reason }) => [level, reason]));

test('moves between adopted units may loosen and tighten, since policies outside the code may be attached there', () => {
  const [before, after] = [{ Dev: [], Prod: ACCOUNTS }, { Dev: ACCOUNTS, Prod: [] }].map((homes) => units({ homes }));
  const { changes, risks } = reviewOf(before, after, { actions: ACTIONS });
  expect(changes.map(({ kind }) => kind)).toEqual(['accountMoved', 'accountMoved']);
  const loosens = { level: 'loosens', reason: 'Policies that the code does not list may be attached to Root/Prod. They no longer count then.' };
  const tightens = { level: 'tightens', reason: 'Policies that the code does not list may be attached to Root/Dev. They count then.' };
  expect(risks).toEqual([{ change: 0, ...loosens }, { change: 0, ...tightens }, { change: 1, ...loosens }, { change: 1, ...tightens }]);
});

test('a move out of an adopted unit may loosen, and a move into one may tighten', () => {
  const homes = [{ Dev: [], Prod: ACCOUNTS }, { Dev: ACCOUNTS, Prod: [] }];
  const between = (created: string[]) => (
    reasonsOf(units({ homes: homes[0], created }), units({ homes: homes[1], created })).map(([level]) => level));
  expect(between(['Dev'])).toEqual(['loosens', 'loosens']);
  expect(between(['Prod'])).toEqual(['tightens', 'tightens']);
  expect(between(['Dev', 'Prod'])).toEqual(['neutral', 'neutral']);
});

test('an effect of policies of the code on a moved account counts as certain, and the policies outside the code only for the other direction', () => {
  const policies = { Prod: [s3], Dev: [] };
  const [before, after] = [{ Dev: [], Prod: ACCOUNTS }, { Dev: ACCOUNTS, Prod: [] }].map((homes) => units({ homes, policies }));
  expect(reasonsOf(before, after).slice(0, 2)).toEqual([
    ['loosens', '1 account can do what was denied.'],
    ['tightens', 'Policies that the code does not list may be attached to Root/Dev. They count then.'],
  ]);
});

test('policies above both units, attached to an adopted root, count for a moved account before and after', () => {
  const created = ['Dev', 'Prod'];
  const [before, after] = [{ Dev: [], Prod: ACCOUNTS }, { Dev: ACCOUNTS, Prod: [] }].map((homes) => units({ homes, created }));
  expect(levelsOf(reviewOf(before, after, { actions: ACTIONS }))).toEqual({ accountMoved: ['neutral'] });
});

test('adopted units may have accounts that the code does not name', () => {
  const of = (prod: Policy[], dev: Policy[]) => units({ homes: { Dev: [], Prod: [] }, policies: { Prod: prod, Dev: dev } });
  const reason = 'There may be accounts there that the code does not name.';
  expect(reasonsOf(of([s3], [ec2]), of([], []))).toEqual([['loosens', reason], ['loosens', reason]]);
  expect(reasonsOf(of([], []), of([s3], [ec2]))).toEqual([['tightens', reason], ['tightens', reason]]);
});

test('policies that allow may loosen in an adopted unit, from which FullAWSAccess may be detached by hand', () => {
  const allow = ['s3:*', 'ec2:*'].map((action, index) => policy(`allow-${index}`, { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: action, Resource: '*' } }));
  const of = (policies: Policy[]) => {
    const there = units({ homes: { Dev: [], Prod: ACCOUNTS }, policies: { Prod: policies } });
    return { ...there, policies: [...there.policies, ...allow] };
  };
  expect(reasonsOf(of([]), of(allow)).map(([level]) => level)).toEqual(['loosens', 'tightens', 'loosens', 'tightens']);
});

test('management policies on an adopted unit are judged by the accounts that the code names', () => {
  const type = 'TAG_POLICY' as const;
  const tagged = (value: string) => policy('costs', { tags: { CostCenter: { tag_key: { '@@assign': value } } } }, { type });
  const of = (value: string, accounts: string[]) => {
    const there = units({ homes: { Dev: [], Prod: accounts }, policies: { Prod: [tagged(value)] } });
    return { ...there, policies: [tagged(value)], policyTypes: [type] };
  };
  const reasons = reasonsOf(of('CostCenter', ACCOUNTS), of('costcenter', ACCOUNTS));
  expect(reasons.filter(([, reason]) => reason.includes('adopted'))).toEqual([]);
  expect(reasonsOf(of('CostCenter', []), of('costcenter', [])).map(([level]) => level)).toEqual(['loosens', 'tightens']);
});
