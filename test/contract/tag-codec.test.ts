import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  addedKeys, addedKeysTags, delegatedTag, formerSettingsParts, formerSettingsTags, formerSettingsText, formerTagKey, invitationNotes,
  isOwnerTagValue,
  RETAINED_TAG, ownerOfInvitation, ownerOfPolicyList, ownerOfRootTags, ownerTagValue, parseDelegatedTagValue, parseOwnerTagValue,
  parsePolicyList, parsePolicySetTagValue, policiesThatFit, policyListValue, policySetTag, policySetTagValue, RESERVED_TAG_PREFIX,
  rootTagsTag, TAG_FAMILIES, type TagFamilyName, tagFamilyOf,
} from '../../src/contract';
import { parseNote, settingsNoteTags } from '../../src/contract/settings-note';

const ROOT = join(__dirname, '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'contributing', 'tag-protocol.md'), 'utf8');
const SOURCE_FILES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const FAMILIES = Object.keys(TAG_FAMILIES) as TagFamilyName[];
const LABELS = ['Grammar', 'Written', 'Read', 'Removed', 'Limit', 'By hand'];
const SECTIONS = new Map([...PAGE.matchAll(/^## `(\w+)`\n([\s\S]*?)(?=^## |$(?![\s\S]))/gm)].map(([, family, text]) => [family, text]));

interface Example {
  readonly family: string;
  readonly key: string;
  readonly value: string;
}

function examplesOf(family: string): Example[] {
  const [, block = ''] = /```text\n([\s\S]*?)```/.exec(SECTIONS.get(family) ?? '') ?? [];
  return block.trim().split('\n').map((line) => {
    const [key, value] = line.split(' = ');
    return { family, key, value };
  });
}

const EXAMPLES = FAMILIES.flatMap(examplesOf);

test('the page on the tag protocol has a section and a row for each family, and no others', () => {
  expect([...SECTIONS.keys()]).toEqual(FAMILIES);
  expect([...PAGE.matchAll(/^\| \[`(\w+)`\]\(#(\w+)\) \|/gm)].map(([, family, anchor]) => [family, anchor]))
    .toEqual(FAMILIES.map((family) => [family, family.toLowerCase()]));
});

test.each(FAMILIES)('the section of %s names the writers and readers of the tag, its removal, and the manual steps', (family) => {
  const labels = [...SECTIONS.get(family)!.matchAll(/^- \*\*(.+?):\*\*/gm)].map(([, label]) => label);
  expect(labels).toEqual(LABELS);
});

test.each(EXAMPLES)('the example $key = $value of the page belongs to its family and to no other', ({ family, key, value }) => {
  expect(FAMILIES.filter((each) => TAG_FAMILIES[each].isKey(key))).toEqual([family]);
  expect(tagFamilyOf(key)).toBe(family);
  expect(TAG_FAMILIES[family as TagFamilyName].isValue(value, key)).toBe(true);
});

/** Parses a value and writes it again. */
const REWRITTEN: Record<TagFamilyName, (example: Example) => string> = {
  owner: ({ value }) => ownerTagValue(parseOwnerTagValue(value)),
  former: ({ value }) => value,
  added: ({ key, value }) => addedKeysTags(addedKeys([{ Key: key, Value: value }]))[0].Value,
  attached: ({ value }) => policyListValue(policiesThatFit(parsePolicyList(value))),
  retained: () => RETAINED_TAG.Value,
  retainedAttachments: ({ value }) => policyListValue(policiesThatFit(parsePolicyList(value))),
  rootTags: ({ key, value }) => rootTagsTag(ownerOfRootTags(key, value)!).Value,
  delegated: ({ value }) => delegatedTag('guardduty.amazonaws.com', parseDelegatedTagValue(value)!).Value,
  policySet: ({ value }) => policySetTagValue(parsePolicySetTagValue(value)),
  formerSettings: ({ key, value }) => settingsNoteTags(parseNote([{ Key: key, Value: value }])!)[0].Value,
};

test.each(EXAMPLES)('the example $key = $value of the page is parsed and written again without a change', (example) => {
  expect(REWRITTEN[example.family as TagFamilyName](example)).toBe(example.value);
});

test.each<[TagFamilyName, string]>([
  ['owner', 'Org@eu-west-1/adopted/p-0123456789'],
  ['owner', ''],
  ['attached', ''],
  ['attached', 'p-0123456789  without-FullAWSAccess'],
  ['attached', 'without-FullAWSAccess p-0123456789'],
  ['retainedAttachments', 'everything'],
  ['attached', Array.from({ length: 20 }, (_, index) => `p-${String(index).padStart(12, '0')}`).join(' ')],
  ['retained', 'yes'],
  ['rootTags', 'Org@us-east-1'],
  ['delegated', 'Org@eu-west-1/lent'],
  ['policySet', 'second'],
  ['added', 'team'],
  ['formerSettings', 'not packed!'],
])('the family %s does not write the value "%s"', (family, value) => {
  const { key } = examplesOf(family)[0];
  expect(TAG_FAMILIES[family].isKey(key)).toBe(true);
  expect(TAG_FAMILIES[family].isValue(value, key)).toBe(false);
});

test('a reserved key that no handler writes has no family', () => {
  expect([`${RESERVED_TAG_PREFIX}admin`, `${RESERVED_TAG_PREFIX}owners`, 'team'].map(tagFamilyOf)).toEqual([undefined, undefined, undefined]);
});

test('an owner in any form is read, but only the form of stacks counts as written by a stack', () => {
  expect(parseOwnerTagValue('me and you').owner).toBe('me and you');
  expect(['Org', 'Org@eu-west-1/found', 'me and you', '1Org'].map(isOwnerTagValue)).toEqual([true, true, false, false]);
});

test('a list of policies drops the last IDs that do not fit into a value', () => {
  const ids = Array.from({ length: 20 }, (_, index) => `p-${String(index).padStart(12, '0')}`);
  const fitting = policiesThatFit([...ids].reverse());
  expect(fitting).toEqual(ids.slice(0, 17));
  expect(policyListValue(fitting)).toHaveLength(254);
});

test('the key of a list of policies contains the owner, in both families', () => {
  expect(['attached/S@eu-west-1', 'retained/S@eu-west-1', 'retained', 'was:team'].map((key) => ownerOfPolicyList(RESERVED_TAG_PREFIX + key)))
    .toEqual(['S@eu-west-1', 'S@eu-west-1', undefined, undefined]);
});

test('former settings are read from parts in any order, even with remaining parts of a longer text', () => {
  const text = 'x'.repeat(2_600);
  const parts = formerSettingsTags(text);
  expect(parts.map(({ Value }) => Value.length)).toEqual([...Array<number>(10).fill(256), 45]);
  const left = { Key: `${RESERVED_TAG_PREFIX}former-settings/12`, Value: 'left over' };
  const tags = [left, ...[...parts].reverse(), { Key: 'team', Value: 'red' }];
  expect(formerSettingsParts(tags)).toEqual([...parts, left]);
  expect(formerSettingsText(tags)).toBe(text);
  expect(formerSettingsText(parts.slice(1))).toBeUndefined();
});

test('added keys are read as they were written, with any characters and at any length', () => {
  const keys = ['a b', 'a+b', 'a=2B', 'Österreich', 'x:y/z', ...Array.from({ length: 40 }, (_, index) => `key-${index}-${'long '.repeat(20)}`)];
  const tags = addedKeysTags(keys);
  expect(addedKeys([...tags].reverse())).toEqual([...keys].sort());
  expect(tags.filter(({ Value }) => Value.length > 256 || !/^[\p{L}\p{N}_.:/=+@-]+$/u.test(Value))).toEqual([]);
  expect(addedKeys([{ Key: 'team', Value: '1' }])).toEqual([]);
});

test('the notes of an invitation name the stack that sent it, and contain the text of the user', () => {
  const [example] = [...PAGE.matchAll(/```text\n(This invitation[\s\S]*?)\n```/g)].map(([, text]) => text);
  expect(ownerOfInvitation(example)).toBe('Org@eu-west-1');
  expect(invitationNotes('Org@eu-west-1')).toBe(example);
  expect(invitationNotes('Org@eu-west-1', 'Hello')).toMatch(/^Hello\n/);
  expect(ownerOfInvitation('Hello')).toBeUndefined();
});

test('tags are written with the keys of their families', () => {
  const keys = [policySetTag({ temporary: false }).Key, delegatedTag('s.amazonaws.com', { holder: 'S' }).Key, formerTagKey('team'), rootTagsTag('S').Key];
  expect(keys.map(tagFamilyOf)).toEqual(['policySet', 'delegated', 'former', 'rootTags']);
});

test('no other source file contains the key of a tag', () => {
  const names = ['owner', 'was:', 'attached/', 'retained', 'root-tags/', 'delegated/', 'policy-set', 'added/', 'former-settings/'];
  const spelled = new RegExp(`'${RESERVED_TAG_PREFIX}(${names.join('|')})`);
  const files = SOURCE_FILES.filter((file) => spelled.test(readFileSync(join(ROOT, 'src', file), 'utf8')));
  expect(files).toEqual(['contract/tag-codec.ts']);
});
