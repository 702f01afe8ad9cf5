import { deploymentPhase, lifecycleVerb } from '../../../src/handler/stack/lifecycle';

const PHASES = ['deploy', 'cleanup', 'rollback', 'delete', 'idle'] as const;

describe.each([
  ['Create', ['converge', 'ignore', 'ignore', 'ignore', 'ignore']],
  ['Update', ['converge', 'converge', 'revert', 'converge', 'ignore']],
  ['Delete', ['release', 'remove', 'revert', 'release', 'ignore']],
] as const)('the event %s', (request, verbs) => {
  test.each(PHASES.map((phase, place) => [phase, verbs[place]] as const))('in the phase %s has the verb %s', (phase, verb) => {
    expect(lifecycleVerb(request, phase)).toBe(verb);
  });
});

test.each([
  ['delete', 'rollback', 'rollback'],
  ['delete', 'cleanup', 'cleanup'],
  ['delete', 'delete', 'delete'],
  ['delete', 'deploy', 'delete'],
  ['delete', 'idle', 'delete'],
  ['delete', undefined, 'delete'],
  ['deploy', 'rollback', 'deploy'],
  ['cleanup', 'deploy', 'cleanup'],
  ['rollback', 'cleanup', 'rollback'],
] as const)('a stack in the phase %s, with the top of its tree in %s, belongs to a deployment in %s', (own, top, expected) => {
  expect(deploymentPhase(own, top)).toBe(expected);
});
