import type { InCode, Organization, ResourcePolicy } from '../../../src/model';
import { align } from '../../../src/model/diff/identity/align';
import { resourcePolicyObstacles } from '../../../src/model/risk/obstacles/organization/resource-policy-obstacles';
import { account, inCode, live, organization, symbol } from '../organizations';

const ADDRESS = 'S.Delegation';
const SECURITY = '111122223301';

const allow = (principal: string, effect = 'Allow') => ({
  Effect: effect, Principal: { AWS: `arn:aws:iam::${principal}:root` }, Action: 'organizations:ListAccounts', Resource: '*',
});
const content = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const PRESENT = content(allow(SECURITY));
const OTHER = content(allow(SECURITY), allow(SECURITY, 'Deny'));

const policy = (code: Partial<InCode> | undefined, text = PRESENT): ResourcePolicy => ({
  id: code === undefined ? 'rp-example1' : symbol('Delegation'),
  content: text,
  tags: {},
  ...(code === undefined ? {} : { code: inCode(ADDRESS, { owner: 'S', ...code }) }),
});
const accounts = [account('security', { id: SECURITY })];
/** Code of the stacks `S` and `Other`, or of those that are given. */
const code = (resourcePolicy?: ResourcePolicy, owners = ['Other', 'S']): Organization => organization({
  root: { accounts }, more: { resourcePolicy, code: { owners, guardedActions: [], withoutFullAwsAccess: [] } },
});
const found = (resourcePolicy?: ResourcePolicy): Organization => live.organization({ root: { accounts: [live.account('security', 1)] }, more: { resourcePolicy } });
const obstacles = (base: Organization, head: Organization, known: { untouched?: string[]; deployed?: string[] } = {}) => (
  resourcePolicyObstacles(align(base, head), { untouched: new Set(known.untouched), deployed: new Set(known.deployed) }));
const kinds = (...given: Parameters<typeof obstacles>) => obstacles(...given).map(({ kind }) => kind);

describe('the resource policy of a live organization', () => {
  const adopting = policy({ adopt: true });

  test.each<[string, ResourcePolicy | undefined, ResourcePolicy | undefined, string[]]>([
    ['that nobody has written is created', undefined, policy({}), []],
    ['that nobody has written cannot be adopted', undefined, adopting, ['adoptFindsNothing']],
    ['of others is not overwritten', policy(undefined), policy({}), ['taken']],
    ['of others is not overwritten with the same statements or others', policy(undefined, OTHER), policy({}), ['taken']],
    ['of others is adopted with its statements', policy(undefined), adopting, []],
    ['of others is adopted in another notation', policy(undefined, JSON.stringify(JSON.parse(PRESENT), null, 2)), adopting, []],
    ['of others is not adopted with other statements', policy(undefined, OTHER), adopting, ['adoptedPolicyDiffers']],
    ['of the same stack may change', policy({}, OTHER), policy({}), []],
    ['of the same stack may change, although it was adopted once', policy({ adopt: true }, OTHER), adopting, []],
    ['of others is no concern of code without one', policy(undefined), undefined, []],
    ['is no concern of code that does not make it', policy(undefined, OTHER), policy(undefined), []],
  ])('%s', (_, before, after, expected) => {
    expect(kinds(found(before), code(after))).toStrictEqual(expected);
  });

  test('that the former code had and that was deleted since is created again, although it is to be adopted', () => {
    expect(kinds(found(), code(adopting), { deployed: [ADDRESS] })).toStrictEqual([]);
    expect(kinds(found(), code(adopting), { deployed: ['S.Other'] })).toStrictEqual(['adoptFindsNothing']);
  });

  test('is no obstacle if the deployment does not look at it', () => {
    expect(kinds(found(policy(undefined, OTHER)), code(policy({})), { untouched: [ADDRESS] })).toStrictEqual([]);
    expect(kinds(found(policy(undefined, OTHER)), code(policy({})), { untouched: ['S.Other'] })).toStrictEqual(['taken']);
  });
});

describe('the resource policy of two versions of the code', () => {
  const moved = (more: Partial<InCode> = {}, text?: string) => policy({ owner: 'Other', ...more }, text);

  test.each<[string, Organization, Organization, string[]]>([
    ['that is new may be adopted, as code does not know what exists', code(), code(policy({ adopt: true })), []],
    ['changes in one stack', code(policy({}, OTHER)), code(policy({})), []],
    ['that only the present version makes may exist or not', code(policy(undefined, OTHER)), code(policy({})), []],
    ['does not move to another stack', code(policy({})), code(moved()), ['movesToAnotherStack']],
    ['does not move to another stack that adopts it, as the former one deletes it', code(policy({})), code(moved({ adopt: true })), ['movesToAnotherStack']],
    ['does not move to another stack that does not adopt it, although it was retained', code(policy({ retained: true })), code(moved()), ['movesToAnotherStack']],
    ['moves with RETAIN and adopt', code(policy({ retained: true })), code(moved({ adopt: true })), []],
    ['moves to a stack that adopts it from one that adopted it', code(policy({ adopt: true })), code(moved({ adopt: true })), []],
    ['moves to a stack that adopts it from one that is no longer in the code', code(policy({})), code(moved({ adopt: true }), ['Other']), []],
    ['does not move with other statements', code(policy({ retained: true }, OTHER)), code(moved({ adopt: true })), ['adoptedPolicyDiffers']],
  ])('%s', (_, base, head, expected) => {
    expect(kinds(base, head)).toStrictEqual(expected);
  });

  test('that moves names both stacks', () => {
    expect(obstacles(code(policy({})), code(moved()))).toEqual([{
      kind: 'movesToAnotherStack', subject: 'resource policy', message: expect.stringContaining('(given: from S to Other)'),
    }]);
  });

  test('may name accounts that the code does not have', () => {
    expect(kinds(code(policy({})), code(policy({}, content(allow('555566667777')))))).toStrictEqual([]);
  });
});

test('accounts of a statement that allows must be in the live organization, each is named once, and they are sorted', () => {
  const text = content(allow('777788889999'), allow('555566667777'), allow('555566667777'), allow(SECURITY), allow('333344445555', 'Deny'), allow(symbol('new')), allow('*'));
  expect(obstacles(found(policy({})), code(policy({}, text)))).toEqual(['555566667777', '777788889999'].map((id) => ({
    kind: 'doesNotExist',
    subject: 'resource policy',
    message: `The resource policy names an account that the organization does not have (given: ${id}). Correct the account ID, or take the account out of the statement.`,
  })));
});

test('a resource policy that is taken may have unknown accounts as well', () => {
  expect(kinds(found(policy(undefined)), code(policy({}, content(allow('555566667777')))))).toStrictEqual(['taken', 'doesNotExist']);
});
