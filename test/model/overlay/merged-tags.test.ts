import { ADDED_TAG_PREFIX, addedKeysTags, FORMER_TAG_PREFIX, OBSOLETE_NOTE_VALUE, OWNER_TAG_KEY } from '../../../src/contract';
import { reviewOfDeployment } from '../../../src/model';
import { mergedTags, releasedTags } from '../../../src/model/overlay/merged-tags';
import { inCode, live, organization, policy, unit } from '../organizations';

test.each([
  ['tags of the code are added, and tags of others stay', { theirs: '1' }, { ours: '2' }, {}, { theirs: '1', ours: '2' }],
  ['a tag that is removed from the app is deleted', { ours: '2', theirs: '1' }, {}, { ours: '2' }, { theirs: '1' }],
  ['a tag that was changed in the meantime stays', { ours: '3' }, {}, { ours: '2' }, { ours: '3' }],
  ['a removed tag goes though it had replaced a value, which stays noted', { ours: '2', [`${FORMER_TAG_PREFIX}ours`]: '0' }, {}, { ours: '2' }, { [`${FORMER_TAG_PREFIX}ours`]: '0' }],
  ['a tag that stays in the code keeps the note on the replaced value', { ours: '2', [`${FORMER_TAG_PREFIX}ours`]: '0' }, { ours: '3' }, { ours: '2' }, { ours: '3', [`${FORMER_TAG_PREFIX}ours`]: '0' }],
])('%s', (_what, present, desired, former, expected) => {
  expect(mergedTags(present, desired, former)).toEqual(expected);
});

const was = (key: string) => `${FORMER_TAG_PREFIX}${key}`;
const adding = (...keys: string[]) => Object.fromEntries(addedKeysTags(keys).map(({ Key, Value }) => [Key, Value]));

test.each<[string, Record<string, string>, Record<string, string>, Record<string, string>]>([
  ['values that the code replaced return', { team: 'blue', [was('team')]: 'red' }, { team: 'blue' }, { team: 'red' }],
  ['keys that the code added go', { cost: '1', more: '2', ...adding('cost', 'more') }, { cost: '1', more: '2' }, {}],
  ['tags with the value of the code stay', { team: 'blue' }, { team: 'blue' }, { team: 'blue' }],
  ['a dropped key returns', { [was('team')]: 'red' }, {}, { team: 'red' }],
  ['a dropped key that somebody has set since stays', { team: 'ops', [was('team')]: 'red' }, {}, { team: 'ops' }],
  ['an obsolete note returns nothing', { [was('team')]: OBSOLETE_NOTE_VALUE, [was(OWNER_TAG_KEY)]: OBSOLETE_NOTE_VALUE }, {}, {}],
  ['the former owner returns', { [OWNER_TAG_KEY]: 'S/adopted', [was(OWNER_TAG_KEY)]: 'T' }, {}, { [OWNER_TAG_KEY]: 'T' }],
  ['no mark of the stack stays', { [OWNER_TAG_KEY]: 'S/adopted', theirs: '1', ...adding('cost') }, {}, { theirs: '1' }],
])('when an adopted resource is released, %s', (_what, present, former, expected) => {
  expect(releasedTags(present, former)).toEqual(expected);
  expect(Object.keys(releasedTags(present, former)).some((key) => key.startsWith(ADDED_TAG_PREFIX))).toBe(false);
});

test('a review announces the tags of an adopted unit and an adopted policy whose rows leave the code', () => {
  const tags = { team: 'blue', cost: '1' };
  const content = { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:*', Resource: '*' } };
  const marks = { [OWNER_TAG_KEY]: 'S/adopted', [was('team')]: 'red', ...adding('cost') };
  const guard = policy('Guard', content, { tags, code: inCode('Guard', { adopt: true }) });
  const [prod, test] = ['Prod', 'Test'].map((name) => unit(name, { tags, code: inCode(name, { adopt: true }) }));
  const base = organization({ root: { organizationalUnits: [prod, test] }, policies: [guard] });
  const present = live.organization({
    root: { organizationalUnits: [live.unit('Prod', 1, { tags: { ...tags, ...marks } }), live.unit('Test', 2, { tags: { ...tags, ...marks } })] },
    policies: [live.policy('Guard', content, { ...tags, ...marks })],
  });
  const { changes } = reviewOfDeployment(present, organization({ root: { organizationalUnits: [test] } }), base, { actions: [] });
  const ofTags = changes.flatMap((change) => ('key' in change && 'on' in change ? [`${change.kind} ${JSON.stringify(change.on).includes('Prod') ? 'Prod' : 'Guard'} ${change.key}`] : []));
  expect(ofTags.sort()).toEqual(['tagChanged Guard team', 'tagChanged Prod team', 'tagRemoved Guard cost', 'tagRemoved Prod cost']);
});
