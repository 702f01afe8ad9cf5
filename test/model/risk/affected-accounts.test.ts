import type { PolicyTypeName } from '../../../src/contract';
import type { ActionsImpact, ImpactGroup, SettingChange } from '../../../src/model';
import { affectedBelow } from '../../../src/model/risk/attribution/affected';

type Direction = ActionsImpact['direction'];

/** Accounts with actions that change in these directions, and with these settings. */
function group(
  ids: readonly string[], directions: readonly Direction[], settings: Partial<Record<PolicyTypeName, readonly SettingChange[]>> = {},
): ImpactGroup {
  return {
    caption: '',
    accounts: ids.map((id) => ({ kind: 'account', id, path: `Root/${id}`, email: `${id}@example.com` })),
    actions: directions.map((direction) => (
      { service: 's3', before: 'allowed', after: 'denied', direction, actions: ['s3:*'], count: 1, because: [], insteadOf: [] })),
    effectivePolicies: Object.entries(settings).map(([policyType, of]) => ({ policyType: policyType as PolicyTypeName, settings: of })),
    counts: { denied: 0, allowed: 0, conditional: 0, conditionsChanged: 0 },
    unknownPolicies: [],
  };
}

const S3 = (before: string | undefined, after: string | undefined): SettingChange => (
  { path: ['s3_attributes', 'public_access_block_configuration'], before: before && JSON.stringify(before), after: after && JSON.stringify(after) });
const [WEAKER, STRICTER, OTHER, GONE] = [S3('all', 'none'), S3('none', 'all'), S3('all', 'unknown'), S3('all', undefined)];
const NOBODY = { loosened: 0, tightened: 0, maybeLoosened: 0, maybeTightened: 0, settings: { gone: 0, weaker: 0, stricter: 0, other: 0 } };
const everywhere = () => true;

test.each<[readonly Direction[], object]>([
  [[], {}],
  [['loosens'], { loosened: 2 }],
  [['tightens'], { tightened: 2 }],
  [['loosens', 'tightens'], { loosened: 2, tightened: 2 }],
  [['both'], { maybeLoosened: 2, maybeTightened: 2 }],
  [['both', 'loosens'], { loosened: 2, maybeTightened: 2 }],
  [['tightens', 'both'], { tightened: 2, maybeLoosened: 2 }],
  [['loosens', 'tightens', 'both'], { loosened: 2, tightened: 2 }],
])('two accounts with actions that go in the directions %j count as %j', (directions, expected) => {
  expect(affectedBelow([group(['a', 'b'], directions)], everywhere)).toEqual({ ...NOBODY, ...expected });
});

test('accounts of several groups add up, and those outside the places do not count', () => {
  const impact = [group(['a', 'b', 'x'], ['loosens']), group(['c'], ['loosens', 'tightens']), group(['x', 'y'], ['tightens', 'both'], { S3_POLICY: [GONE] })];
  expect(affectedBelow(impact, (id) => 'abc'.includes(id))).toEqual({ ...NOBODY, loosened: 3, tightened: 1 });
  expect(affectedBelow(impact, (id) => id === 'x')).toEqual({ ...NOBODY, loosened: 1, tightened: 1, maybeLoosened: 1, settings: { ...NOBODY.settings, gone: 1 } });
  expect(affectedBelow(impact, () => false)).toEqual(NOBODY);
  expect(affectedBelow([], everywhere)).toEqual(NOBODY);
});

test.each<[string, readonly SettingChange[], object]>([
  ['gone', [GONE], { gone: 2 }],
  ['weaker', [WEAKER], { weaker: 2 }],
  ['stricter', [STRICTER], { stricter: 2 }],
  ['other', [OTHER], { other: 2 }],
  ['weaker and stricter', [WEAKER, STRICTER], { weaker: 2, stricter: 2 }],
  ['twice weaker', [WEAKER, WEAKER], { weaker: 2 }],
])('two accounts with settings that are %s count once for each effect', (_, settings, expected) => {
  expect(affectedBelow([group(['a', 'b'], [], { S3_POLICY: settings })], everywhere).settings).toEqual({ ...NOBODY.settings, ...expected });
});

test.each<[PolicyTypeName | undefined, object, object]>([
  [undefined, { loosened: 1 }, { weaker: 1, gone: 1 }],
  ['SERVICE_CONTROL_POLICY', { loosened: 1 }, {}],
  ['RESOURCE_CONTROL_POLICY', { loosened: 1 }, {}],
  ['S3_POLICY', {}, { weaker: 1 }],
  ['TAG_POLICY', {}, { gone: 1 }],
  ['BACKUP_POLICY', {}, {}],
])('a change of policies of the type %s has only the effects that they can have', (type, actions, settings) => {
  const impact = [group(['a'], ['loosens'], { S3_POLICY: [WEAKER], TAG_POLICY: [{ path: ['tags'], before: '1' }] })];
  expect(affectedBelow(impact, everywhere, type)).toEqual({ ...NOBODY, ...actions, settings: { ...NOBODY.settings, ...settings } });
});
