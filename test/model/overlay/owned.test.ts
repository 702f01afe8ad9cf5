import { attachedTagKey, OWNER_TAG_KEY, ownerTagValue, retainedAttachmentsTagKey } from '../../../src/contract';
import type { OrganizationInCode } from '../../../src/model';
import { Owned } from '../../../src/model/overlay/owned';

const code = (more: Partial<OrganizationInCode>): { code: OrganizationInCode } => (
  { code: { owners: [], guardedActions: [], withoutFullAwsAccess: [], ...more } });
const TWO = new Owned(code({ owners: ['Base@eu-west-1', 'Org'] }));
const ownerTag = (owner: string, adopted = false) => ({ [OWNER_TAG_KEY]: ownerTagValue({ owner, adopted }) });

describe('the stacks of a code', () => {
  test.each([
    ['the first stack, in its Region', 'Base@eu-west-1', true],
    ['the first stack, in another Region', 'Base@eu-central-1', false],
    ['the second stack, whose Region the code leaves open', 'Org@eu-central-1', true],
    ['a stack without a Region', 'Org', true],
    ['another stack', 'Other@eu-west-1', false],
  ])('own what names %s', (_, owner, isOwned) => {
    expect(TWO.isOwner(owner)).toBe(isOwned);
    expect(TWO.ownership(ownerTag(owner))?.owner).toBe(isOwned ? owner : undefined);
    expect(TWO.isMade(ownerTag(owner))).toBe(isOwned);
    expect(TWO.isMade(ownerTag(owner, true))).toBe(false);
    expect(TWO.ownership(ownerTag(owner, true))?.adopted).toBe(isOwned ? true : undefined);
  });

  test('own nothing that has no owner tag', () => {
    expect([TWO.ownership({ team: 'Org' }), TWO.isMade({})]).toEqual([undefined, false]);
  });

  test('include those that make nothing here', () => {
    const owned = new Owned(code({ owners: ['Org'], stacks: ['Net', 'Org'] }));
    expect([owned.isOwner('Net'), owned.isOwner('Org'), owned.isOwner('Other')]).toEqual([true, true, false]);
  });

  test('are none in an organization that comes from no code', () => {
    expect(new Owned({}).ownership(ownerTag('Org'))).toBeUndefined();
    expect(new Owned({}).isOwner('Org')).toBe(false);
  });

  test('have attached the policies in their notes, and other stacks those in theirs', () => {
    const tags = {
      [attachedTagKey('Base@eu-west-1')]: 'p-11111111 p-22222222',
      [attachedTagKey('Org@us-east-1')]: 'p-33333333',
      [attachedTagKey('Other@eu-west-1')]: 'p-44444444',
      [attachedTagKey('Base@eu-central-1')]: 'p-55555555 p-11111111',
      [retainedAttachmentsTagKey('Other@eu-west-1')]: 'p-66666666',
      ...ownerTag('Org'),
      team: 'p-77777777',
    };
    expect([...TWO.attachedTo(tags)]).toEqual(['p-11111111', 'p-22222222', 'p-33333333']);
    expect([...TWO.listedByOthersFor(tags)]).toEqual(['p-44444444', 'p-55555555', 'p-11111111']);
    expect([TWO.attachedTo({}).size, TWO.listedByOthersFor(ownerTag('Other')).size]).toEqual([0, 0]);
  });
});
