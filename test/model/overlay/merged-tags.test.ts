import { FORMER_TAG_PREFIX } from '../../../src/contract';
import { mergedTags } from '../../../src/model/overlay/merged-tags';

test.each([
  ['tags of the code are added, and tags of others stay', { theirs: '1' }, { ours: '2' }, {}, { theirs: '1', ours: '2' }],
  ['a tag that is removed from the app is deleted', { ours: '2', theirs: '1' }, {}, { ours: '2' }, { theirs: '1' }],
  ['a tag that was changed in the meantime stays', { ours: '3' }, {}, { ours: '2' }, { ours: '3' }],
  ['a removed tag goes though it had replaced a value, which stays noted', { ours: '2', [`${FORMER_TAG_PREFIX}ours`]: '0' }, {}, { ours: '2' }, { [`${FORMER_TAG_PREFIX}ours`]: '0' }],
  ['a tag that stays in the code keeps the note on the replaced value', { ours: '2', [`${FORMER_TAG_PREFIX}ours`]: '0' }, { ours: '3' }, { ours: '2' }, { ours: '3', [`${FORMER_TAG_PREFIX}ours`]: '0' }],
])('%s', (_what, present, desired, former, expected) => {
  expect(mergedTags(present, desired, former)).toEqual(expected);
});
