import { stageFileMatches } from '../../../src/cli/rollout/rollout-files';

test.each([
  ['rollouts/f.json', '/work/app/rollouts/f.json', true],
  ['f.json', '/work/app/f.json', true],
  ['../shared/f.json', '/work/shared/f.json', true],
  ['rollouts/f.json', '/work/app/f.json', false],
  ['rollouts/f.json', '/work/app/myrollouts/f.json', false],
  ['rollouts/f.json', '/work/app/rollouts/deep/f.json', false],
])('the file %s of the app is %s: %j', (stageFile, path, expected) => {
  expect(stageFileMatches(stageFile, path.split('/'))).toBe(expected);
});
