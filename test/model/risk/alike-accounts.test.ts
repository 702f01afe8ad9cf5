import * as fc from 'fast-check';
import type { Organization, Policy } from '../../../src/model';
import { changesBetween } from '../../../src/model/diff/diff';
import { align, type Aligned } from '../../../src/model/diff/identity/align';
import { impactOf } from '../../../src/model/impact';
import type { ImpactGroup } from '../../../src/model/impact/impact-group';
import { type AttributionOptions, type Share, shares } from '../../../src/model/risk/attribution/attribution';
import { SEED } from '../arbitraries';
import { account, attached, FULL_ACCESS, organization, policy, unit } from '../organizations';
import { ACTIONS, scp } from './support';

const tagging = (name: string, value: string) => policy(name, { tags: { stage: { tag_value: { '@@assign': [value] } } } }, { type: 'TAG_POLICY' });
/** Few policies, so that an account often has the same one from several places. */
const POLICIES: readonly Policy[] = [scp('s3', { Sid: 'A', Action: 's3:*' }), tagging('one', 'a')];
const UNITS = ['Dev', 'Prod', 'Test'];
const ACCOUNTS = Array.from({ length: 5 }, (_, index) => `account${index}`);

/** The policies of the root, of each unit and of each account, and the unit of each account. */
interface Plan {
  readonly root: readonly Policy[];
  readonly units: readonly (readonly Policy[])[];
  readonly accounts: readonly (readonly Policy[])[];
  readonly homes: readonly number[];
  /** Whether the last unit is below the first one. */
  readonly nested: boolean;
}

const someOf = (maxLength: number) => fc.subarray([...POLICIES], { maxLength });
const listOf = <T>(each: fc.Arbitrary<T>, { length }: readonly unknown[]) => fc.array(each, { minLength: length, maxLength: length });
const plans: fc.Arbitrary<Plan> = fc.record({
  root: someOf(2),
  units: listOf(someOf(1), UNITS),
  accounts: listOf(fc.oneof(fc.constant([]), someOf(1)), ACCOUNTS),
  homes: listOf(fc.nat(UNITS.length - 1), ACCOUNTS),
  nested: fc.boolean(),
});

/** The plans before and after: some of the parts change. */
const pairs = fc.tuple(plans, plans, fc.subarray(['root', 'units', 'accounts', 'homes', 'nested'] as const, { minLength: 1, maxLength: 3 }))
  .map(([base, other, changed]) => [base, { ...base, ...Object.fromEntries(changed.map((key) => [key, other[key]])) }] as const);

function built({ root, units, accounts, homes, nested }: Plan): Organization {
  const withFull = (policies: readonly Policy[]) => [FULL_ACCESS, ...policies.map(attached)];
  const [dev, prod, test] = UNITS.map((name, place) => unit(name, {
    attachedPolicies: withFull(units[place]),
    accounts: ACCOUNTS.map((each, index) => account(each, { attachedPolicies: withFull(accounts[index]) }))
      .filter((_, index) => homes[index] === place),
  }));
  const organizationalUnits = nested ? [{ ...dev, organizationalUnits: [test] }, prod] : [dev, prod, test];
  return organization({
    root: { attachedPolicies: withFull(root), organizationalUnits },
    policies: [...POLICIES],
    more: { policyTypes: ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'] },
  });
}

function optionsOf({ head: { targets } }: Aligned): AttributionOptions {
  const around = (id: string | undefined): string[] => (id === undefined ? [] : [id, ...around(targets.get(id)?.parentId)]);
  const attachedTo = (policyId: string) => [...targets.values()]
    .filter(({ attachedPolicies }) => attachedPolicies.some((each) => each.id === policyId)).map(({ id }) => id);
  return { around, attachedTo, actions: ACTIONS };
}

/** The part of an account in the share of each change. */
function shareOf(accountId: string, of: readonly Share[]): unknown {
  const parts = (groups: readonly ImpactGroup[]) => groups.filter(({ accounts }) => accounts.some(({ id }) => id === accountId))
    .map(({ actions, effectivePolicies }) => ({ actions, effectivePolicies }));
  return of.map(({ alone, together }) => ({ alone: parts(alone), together: parts(together) }));
}

/** The shares, and those of the same impact with a group for each account. */
function bothWays(base: Organization, head: Organization) {
  const aligned = align(base, head);
  const [changes, impact, options] = [changesBetween(aligned), impactOf(aligned, { actions: ACTIONS }), optionsOf(aligned)];
  const single = impact.flatMap((group) => group.accounts.map((each): ImpactGroup => ({ ...group, accounts: [each] })));
  return { grouped: shares(changes, impact, aligned, options), apart: shares(changes, single, aligned, options), impact };
}

const idsOf = (impact: readonly ImpactGroup[]) => impact.flatMap(({ accounts }) => accounts.map(({ id }) => id));

test('each account alone has the same share in each change as in its group', () => {
  let compared = 0;
  fc.assert(fc.property(pairs, ([base, head]) => {
    const { grouped, apart, impact } = bothWays(built(base), built(head));
    for (const id of idsOf(impact.filter(({ accounts }) => accounts.length > 1))) {
      expect(shareOf(id, grouped)).toEqual(shareOf(id, apart));
      compared++;
    }
  }), { seed: SEED, numRuns: 60 });
  expect(compared).toBeGreaterThan(50);
});

const ONLY_UNITS = { accounts: ACCOUNTS.map(() => []), nested: false };
const [S3, TAGS] = POLICIES;

test.each<[string, Policy]>([['actions', S3], ['settings', TAGS]])(
  'accounts that move from several units, or to them, have their own shares if one of these units has the same policy as the root: %s', (_, same) => {
    const apart: Plan = { ...ONLY_UNITS, root: [same], units: [[same], [], []], homes: [0, 2, 1, 1, 1] };
    const together: Plan = { ...ONLY_UNITS, root: [], units: [[same], [], []], homes: [1, 1, 1, 1, 1] };
    for (const [base, head] of [[apart, together], [together, apart]]) {
      const { grouped, apart: expected, impact } = bothWays(built(base), built(head));
      expect(impact.map(({ accounts }) => accounts.length)).toEqual([ACCOUNTS.length]);
      expect(idsOf(impact).map((id) => shareOf(id, grouped))).toEqual(idsOf(impact).map((id) => shareOf(id, expected)));
    }
  });
