import { type AttachmentPlanInput, planAttachments } from '../../../../src/handler/reconcile/attachments/attachment-plan';

const FULL = 'p-FullAWSAccess';

function plan(input: Partial<AttachmentPlanInput>): string[] | string {
  const defaults = { attached: [], desired: [], toDetach: [], slots: 3, least: 1, byDefault: FULL, keepsProtection: () => true };
  const result = planAttachments({ ...defaults, ...input });
  return result.stuck ?? result.steps.map(({ change, policyId }) => `${change} ${policyId}`);
}

test('with enough slots, missing policies are attached in their order, and then others are detached', () => {
  expect(plan({ attached: [FULL, 'a'], desired: ['c', 'b'], toDetach: ['a'], slots: 10 })).toEqual(['attach c', 'attach b', 'detach a']);
});

test('with all slots taken, policies are swapped one by one', () => {
  expect(plan({ attached: ['a', 'b', 'c'], desired: ['x', 'y', 'z'], toDetach: ['a', 'b', 'c'] }))
    .toEqual(['detach a', 'attach x', 'detach b', 'attach y', 'detach c', 'attach z']);
});

test('the policy that leaves all denials in place is detached first, and the policy that replaces most others is attached first', () => {
  // "a" and "y" deny one action, "b" and "x" another one; "c" denies nothing that has to stay denied.
  const keepsProtection = (present: ReadonlySet<string>) => (present.has('a') || present.has('y')) && (present.has('b') || present.has('x'));
  expect(plan({ attached: ['a', 'b', 'c'], desired: ['w', 'x', 'y'], toDetach: ['a', 'b', 'c'], keepsProtection }))
    .toEqual(['detach c', 'attach x', 'detach b', 'attach y', 'detach a', 'attach w']);
});

describe('a policy that may stay attached until later', () => {
  const full = { attached: ['later', 'now', 'kept'], toDetach: ['later', 'now'], deferred: ['later'] };

  test('keeps its slot while a policy that has to be detached now can free one', () => {
    expect(plan({ ...full, desired: ['x'] })).toEqual(['detach now', 'attach x']);
  });

  test('gives up its slot when a second one is needed', () => {
    expect(plan({ ...full, desired: ['x', 'y'] })).toEqual(['detach now', 'attach x', 'detach later', 'attach y']);
  });

  test('gives up its slot before the default of the type does', () => {
    expect(plan({ attached: [FULL, 'later', 'now'], toDetach: [FULL, 'later', 'now'], deferred: ['later'], desired: ['x', 'y', 'z'] }))
      .toEqual(['detach now', 'attach x', 'detach later', 'attach y', 'detach p-FullAWSAccess', 'attach z']);
  });

  test('stays attached where no slot is needed', () => {
    expect(plan({ ...full, desired: ['x'], slots: 10 })).toEqual(['attach x', 'detach now']);
  });
});

test('there is no plan if detaching any policy first leaves a gap', () => {
  const keepsProtection = (present: ReadonlySet<string>) => ['a', 'b', 'c'].every((id) => present.has(id) || present.has(`new-${id}`));
  expect(plan({ attached: ['a', 'b', 'c'], desired: ['new-a', 'new-b', 'new-c'], toDetach: ['a', 'b', 'c'], keepsProtection })).toBe('protection');
});

test('there is no plan if no attached policy may be detached', () => {
  expect(plan({ attached: ['foreign 1', 'foreign 2', 'foreign 3'], desired: ['a'] })).toBe('slots');
});

test('with all slots taken, the default is not detached before a desired policy is attached, nor the last policy before another one', () => {
  expect(plan({ attached: [FULL, 'foreign 1', 'foreign 2'], desired: ['a'], toDetach: [FULL] })).toBe('slots');
  expect(plan({ attached: ['a'], desired: ['b'], toDetach: ['a'], slots: 1, byDefault: undefined })).toBe('protection');
});

test('the default is detached last, after its replacement is attached', () => {
  expect(plan({ attached: [FULL, 'a'], desired: ['b'], toDetach: [FULL, 'a'], slots: 2 })).toEqual(['detach a', 'attach b', 'detach p-FullAWSAccess']);
  expect(plan({ attached: [FULL], desired: [], toDetach: [FULL] })).toEqual([]);
});

test('giving up an allow-list attaches the default before a policy is detached, even with all slots taken', () => {
  expect(plan({ attached: ['a', 'b'], desired: [FULL], toDetach: ['a', 'b'] })).toEqual(['attach p-FullAWSAccess', 'detach a', 'detach b']);
  expect(plan({ attached: ['a', 'b', 'c'], desired: ['x', FULL], toDetach: ['a', 'b', 'c'] }).slice(0, 3))
    .toEqual(['detach a', 'attach p-FullAWSAccess', 'detach b']);
});

test('the last policy is never detached without the default in its place', () => {
  expect(plan({ attached: ['a'], toDetach: ['a'] })).toEqual(['attach p-FullAWSAccess', 'detach a']);
});

test('for random sets, every step keeps the slots, the minimum number of policies, and the lasting denials', () => {
  let state = 11;
  const dice = (sides: number) => (state = (state * 48_271) % 2_147_483_647) % sides;
  let plans = 0;
  for (let run = 0; run < 2_000; run += 1) {
    const slots = 2 + dice(4);
    const attached = Array.from({ length: 1 + dice(slots) }, (_, place) => `old-${place}`);
    const desired = Array.from({ length: 1 + dice(slots) }, (_, place) => `new-${place}`);
    const denies = new Map([...attached, ...desired].map((id) => [id, [dice(4), dice(4)]]));
    const deniedBy = (ids: Iterable<string>) => new Set([...ids].flatMap((id) => denies.get(id) ?? []));
    const common = [...deniedBy(attached)].filter((deny) => deniedBy(desired).has(deny));
    const keepsProtection = (present: ReadonlySet<string>) => common.every((deny) => deniedBy(present).has(deny));
    const result = planAttachments({ attached, desired, toDetach: attached, slots, least: 1, byDefault: FULL, keepsProtection });
    if (!result.steps) continue;
    plans += 1;
    const present = new Set(attached);
    for (const { change, policyId } of result.steps) {
      if (change === 'attach') present.add(policyId);
      else present.delete(policyId);
      expect(present.size).toBeLessThanOrEqual(slots);
      expect(present.size).toBeGreaterThanOrEqual(1);
      expect(keepsProtection(present)).toBe(true);
    }
    expect([...present].sort()).toEqual([...desired].sort());
  }
  expect(plans).toBeGreaterThan(1_000);
});
