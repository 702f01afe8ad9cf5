import { FORMER_TAG_PREFIX } from '../../../src/contract';
import { mergedTags } from '../../../src/model/overlay/merged-tags';

test.each([
  ['what the code says comes, what others say stays', { theirs: '1' }, { ours: '2' }, {}, { theirs: '1', ours: '2' }],
  ['what leaves the code goes', { ours: '2', theirs: '1' }, {}, { ours: '2' }, { theirs: '1' }],
  ['what somebody changed meanwhile stays', { ours: '3' }, {}, { ours: '2' }, { ours: '3' }],
  ['what it took the place of comes back', { ours: '2', [`${FORMER_TAG_PREFIX}ours`]: '0' }, {}, { ours: '2' }, { ours: '0' }],
  ['what stays in the code keeps it', { ours: '2', [`${FORMER_TAG_PREFIX}ours`]: '0' }, { ours: '3' }, { ours: '2' }, { ours: '3', [`${FORMER_TAG_PREFIX}ours`]: '0' }],
])('%s', (_what, present, desired, former, expected) => {
  expect(mergedTags(present, desired, former)).toEqual(expected);
});
