import { foreignOrganization, touchedByOthers } from './foreign';
import { changesToForeignObjects } from './foreign-changes';

const unitOf = (state: any) => state.organizationalUnits[0];
const accountOf = (state: any) => state.accounts.find(({ name }: any) => name === 'foreign');

test('an unchanged organization has no loss', async () => {
  const state = await foreignOrganization();
  expect(changesToForeignObjects(state, structuredClone(state), () => false)).toEqual([]);
});

test.each([
  ['a deleted tag', (state: any) => { delete unitOf(state).tags.foreign; }, /the tag of Foreign .* is gone/],
  ['a tag with another value', (state: any) => { state.root.tags.foreign = 'other'; }, /the tag of Root .* was root and is other/],
  ['the text of a policy', (state: any) => { state.policies[0].content = '{}'; }, /ForeignDeny .* was/],
  ['the parent of an account', (state: any) => { accountOf(state).parentId = state.root.id; }, /foreign \(\d+\) was/],
  ['an attachment', (state: any) => {
    const isIt = ({ policyId, targetId }: any) => policyId === state.policies[0].id && targetId === state.root.id;
    state.attachments = state.attachments.filter((each: any) => !isIt(each));
  }, /ForeignDeny was attached to Root/],
  ['a deleted policy', (state: any) => { state.policies = state.policies.slice(1); }, /the tag of ForeignDeny .* is gone with it/],
] as [string, (state: any) => void, RegExp][])('a change of a foreign object is a loss: %s', async (_what, touch, message) => {
  const before = await foreignOrganization();
  const after = structuredClone(before);
  touch(after);
  expect(changesToForeignObjects(before, after, () => false).join('\n')).toMatch(message);
});

test('foreign tags and attachments of a recreated unit must move along, and may be lost only if the unit is removed from the app', async () => {
  const { simulator: before } = touchedByOthers({ simulator: await foreignOrganization() }, 0);
  const text = JSON.stringify(before).split(unitOf(before).id).join('ou-0000-00000000');
  expect(changesToForeignObjects(before, JSON.parse(text), () => false)).toEqual([]);
  const without = JSON.parse(text);
  without.attachments = without.attachments.filter(({ targetId }: any) => targetId !== 'ou-0000-00000000');
  expect(changesToForeignObjects(before, without, () => false).join('\n')).toMatch(/ForeignLater was attached to Foreign/);
  const gone = { ...without, organizationalUnits: [] };
  expect(changesToForeignObjects(before, gone, (name) => name === 'Foreign')).toEqual([]);
  expect(changesToForeignObjects(before, gone, () => false).length).toBeGreaterThan(1);
});
