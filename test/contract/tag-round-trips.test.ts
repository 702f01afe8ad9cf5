import * as fc from 'fast-check';
import {
  attachedTagKey, type DelegationNote, delegatedTag, formerSettingsTags, formerSettingsText, formerTagKey, FULL_AWS_ACCESS_DETACHED,
  invitationNotes, isAttachedTagKeyOf, OWNER_TAG_KEY, ownerOfInvitation, ownerOfPolicyList, ownerOfRootTags, ownerTagValue,
  type Ownership, parseDelegatedTagValue, parseOwnerTagValue, parsePolicyList, parsePolicySetTagValue, policiesThatFit, policyListValue,
  policySetTag, policySetTagValue, RESERVED_TAG_PREFIX, retainedAttachmentsTagKey, rootTagsTag, TAG_FAMILIES, type TagFamilyName,
} from '../../src/contract';

const OPTIONS = { seed: 20_261_129, numRuns: 400 };

/** Words that mean something in a value. A stack may have each of them as its name. */
const MARKS = ['adopted', 'found', 'shared', 'released', 'first', 'temporary', 'retained', 'attached', 'Org', 'Org-1'];
const OWNERS = MARKS.flatMap((name) => [name, `${name}@eu-west-1`, `${name}@eu-west-1-isolated`]);
const owners = fc.constantFrom(...OWNERS);
const policyIds = fc.constantFrom('p-0123456789', 'p-abcdefghij', 'p-zyxwvutsrq', 'p-FullAWSAccess', FULL_AWS_ACCESS_DETACHED);

const familiesOf = (key: string) => (Object.keys(TAG_FAMILIES) as TagFamilyName[]).filter((family) => TAG_FAMILIES[family].isKey(key));

describe('the notes of an invitation', () => {
  const mark = (owner: string) => `${OWNER_TAG_KEY}=${owner}`;
  const lines = fc.oneof(
    fc.constantFrom('Welcome', '', ' ', '> quoted', OWNER_TAG_KEY), owners.map(mark), owners.map((owner) => `> ${mark(owner)}`), owners.map((owner) => ` ${mark(owner)}`),
  );
  const texts = fc.array(lines, { minLength: 1, maxLength: 5 }).map((all) => all.join('\n'));

  test('name the stack that sent it, even if they quote the marks of other stacks', () => {
    fc.assert(fc.property(owners, texts, (owner, text) => {
      expect(ownerOfInvitation(invitationNotes(owner, text))).toBe(owner);
      expect(invitationNotes(owner, text).slice(0, text.length)).toBe(text);
    }), OPTIONS);
  });

  test('that a person writes below quoted marks name no stack', () => {
    fc.assert(fc.property(texts, fc.constantFrom('Regards', '', `> ${mark('Org')}`, ` ${mark('Org')}`), (text, last) => {
      expect(ownerOfInvitation(`${text}\n${last}`)).toBeUndefined();
    }), OPTIONS);
    expect(ownerOfInvitation(`${invitationNotes('Org@eu-west-1', 'Hello')}\nForwarded by Ana`)).toBeUndefined();
  });

  test('can be forwarded by one stack after another, and name the last one', () => {
    fc.assert(fc.property(fc.array(owners, { minLength: 2, maxLength: 4 }), (all) => {
      const notes = all.reduce((text, owner) => invitationNotes(owner, text), 'Hello');
      expect(ownerOfInvitation(notes)).toBe(all.at(-1));
    }), OPTIONS);
  });
});

test('an owner tag is read as it was written, also from a stack with the name of a mark', () => {
  const places = fc.record({
    formerParentId: fc.constantFrom('r-found', 'r-a1b2', 'ou-a1b2-adopted1'), notedAt: fc.constantFrom(undefined, 1, 1_764_374_400_000),
  });
  const ownerships: fc.Arbitrary<Ownership> = fc.tuple(
    fc.record({ owner: owners, adopted: fc.boolean(), found: fc.constantFrom(true, undefined) }), fc.option(places),
  ).map(([ownership, place]) => ({ ...ownership, ...place }));
  fc.assert(fc.property(ownerships, (ownership) => {
    const value = ownerTagValue(ownership);
    expect(parseOwnerTagValue(value)).toEqual(ownership);
    expect(TAG_FAMILIES.owner.isValue(value)).toBe(true);
  }), OPTIONS);
});

test('a delegation is read as it was written, also from a stack with the name of a state', () => {
  fc.assert(fc.property(owners, fc.constantFrom<DelegationNote['state']>(undefined, 'shared', 'released'), fc.array(owners, { maxLength: 3 }), (holder, state, all) => {
    const others = all.filter((owner) => owner.includes('@'));
    const { Value: value } = delegatedTag('config.amazonaws.com', { holder, state, others: all });
    const { others: read = [], ...rest } = parseDelegatedTagValue(value)!;
    // Those that are left out have not released the registration.
    const isShared = read.length < all.length && state === undefined;
    expect(rest).toEqual({ holder, ...isShared ? { state: 'shared' } : state && { state } });
    // Those that do not fit are left out.
    expect(value.length).toBeLessThanOrEqual(256);
    expect(others.slice(0, read.length)).toEqual(read);
    if ([holder, 'released', ...others].join('/').length <= 256) expect(read).toEqual(others);
  }), OPTIONS);
});

test('a member of a policy set is read as it was written', () => {
  fc.assert(fc.property(fc.constantFrom(undefined, 'p-first12345', 'p-temporary1'), fc.boolean(), (firstId, temporary) => {
    const value = policySetTagValue({ firstId, temporary });
    expect(parsePolicySetTagValue(value)).toEqual({ firstId, temporary });
    expect(policySetTagValue(parsePolicySetTagValue(value))).toBe(policySetTag({ firstId, temporary }).Value);
  }), OPTIONS);
});

test('a list of policies is read as it was written', () => {
  fc.assert(fc.property(fc.uniqueArray(policyIds, { minLength: 1 }), (ids) => {
    const value = policyListValue(policiesThatFit(ids));
    expect(parsePolicyList(value)).toEqual([...ids].sort());
    expect(TAG_FAMILIES.attached.isValue(value)).toBe(true);
  }), OPTIONS);
});

test('former settings that look like a length are read as they were written, before parts of a longer text', () => {
  const texts = fc.oneof(
    fc.string({ unit: fc.constantFrom('.', '1', '9', '0', '-', '_', 'a'), minLength: 1, maxLength: 700 }), fc.constantFrom('3.abc', '5.5.5', '.', '0.'),
  );
  fc.assert(fc.property(texts, texts, (text, longer) => {
    const parts = formerSettingsTags(text);
    const left = formerSettingsTags(longer).slice(parts.length);
    expect(formerSettingsText([...left, ...parts])).toBe(text);
  }), OPTIONS);
});

describe('keys', () => {
  const long = (owner: string) => 'S'.repeat(100) + owner;
  const keysOf = (owner: string) => [attachedTagKey(owner), retainedAttachmentsTagKey(owner), rootTagsTag(owner).Key];

  test('of an owner belong to one family each', () => {
    for (const owner of [...OWNERS, ...OWNERS.map(long)]) {
      expect(keysOf(owner).map(familiesOf)).toEqual([['attached'], ['retainedAttachments'], ['rootTags']]);
    }
  });

  test('of an owner belong to no other owner, even if a name begins with that of another or is too long for a key', () => {
    for (const all of [OWNERS, OWNERS.map(long)]) {
      const keys = all.flatMap(keysOf);
      expect(new Set(keys).size).toBe(keys.length);
      for (const owner of all) {
        expect(all.map((other) => ownerOfRootTags(rootTagsTag(owner).Key, other)).filter((found) => found !== undefined)).toEqual([owner]);
      }
    }
  });

  test('of attached policies belong to a stack without a Region if only the Region differs', () => {
    for (const owner of OWNERS) {
      expect(OWNERS.filter((other) => isAttachedTagKeyOf(owner, attachedTagKey(other))))
        .toEqual(OWNERS.filter((other) => other === owner || other.split('@')[0] === owner));
    }
  });

  test('of a list of policies contain a short owner as it was written', () => {
    fc.assert(fc.property(owners, (owner) => {
      expect(keysOf(owner).map(ownerOfPolicyList)).toEqual([owner, owner, undefined]);
    }), OPTIONS);
  });

  test('of former values belong to the former values alone, even if the former tag was reserved', () => {
    const keys = ['team', OWNER_TAG_KEY, `${RESERVED_TAG_PREFIX}was:team`, attachedTagKey('Org')];
    expect(keys.map((key) => familiesOf(formerTagKey(key)))).toEqual(keys.map(() => ['former']));
  });
});
