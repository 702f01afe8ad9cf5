import { Differential } from './differential';
import { mutate } from './mutations/mutate';
import { synthesizeSeeds } from './seeds';

jest.setTimeout(120_000);

/** Fields of effects, one of each kind. */
const FIELDS = [
  'deployRole', 'executionRole', 'template', 'bucket', 'parameters', 'tags', 'terminationProtection', 'notificationArns', 'operation', 'content', 'role', 'kept',
];

const MOST_ASSEMBLIES = 100;

test('a review that is blind to one field of a deployment is found out, for each field', async () => {
  const seeds = synthesizeSeeds();
  // It would name everything but one field, of which the differences are left.
  const differential = new Differential(() => ({ named: '' }));
  const found = new Set<string>();
  try {
    for (let number = 1; number <= MOST_ASSEMBLIES && FIELDS.some((field) => !found.has(field)); number++) {
      const { silent } = await differential.check(mutate(seeds, number));
      for (const { fields, identity } of silent) {
        for (const field of Object.keys(fields)) found.add(field);
        if (identity.startsWith('["process"')) found.add('process');
      }
    }
  } finally {
    differential.dispose();
  }
  expect([...FIELDS, 'process'].filter((field) => !found.has(field))).toEqual([]);
  expect([...found].some((field) => field.startsWith('resource '))).toBe(true);
});
