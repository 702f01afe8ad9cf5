import { stageFileMatches } from '../../../src/cli/rollout/rollout-files';

test.each([
  ['rollouts/f.json', '/home/ana/app/rollouts/f.json', true],
  ['f.json', '/home/ana/app/f.json', true],
  ['../shared/f.json', '/home/ana/shared/f.json', true],
  ['rollouts/f.json', '/home/ana/app/f.json', false],
  ['rollouts/f.json', '/home/ana/app/older-rollouts/f.json', false],
  ['rollouts/f.json', '/home/ana/app/rollouts/deep/f.json', false],
])('the file %s of the app is %s: %j', (stageFile, path, expected) => {
  expect(stageFileMatches(stageFile, path.split('/'))).toBe(expected);
});
