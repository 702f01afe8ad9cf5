import * as fc from 'fast-check';
import { compileArnPattern } from '../../../src/policy/evaluate/patterns/arn-pattern';
import { compileTextPattern } from '../../../src/policy/evaluate/patterns/text-pattern';
import { RequestContext } from '../../../src/policy/evaluate/request/request-context';
import { SEED } from '../arbitraries';

const SHOP = '000000000001';
const TOOLS = '000000000002';
const UNIT = 'ou-standsin-00000003';
const ORGANIZATION = 'o-standsin00000004';
const NAMES = { [SHOP]: 'the ID of shop', [TOOLS]: 'the ID of tools', [UNIT]: 'the ID of the unit', [ORGANIZATION]: 'the ID of the organization' };
const OPEN_IDS = {
  standIns: new Map([
    [SHOP, { kind: 'account' as const, name: NAMES[SHOP] }],
    [TOOLS, { kind: 'account' as const, name: NAMES[TOOLS] }],
    [UNIT, { kind: 'organizationalUnit' as const, name: NAMES[UNIT] }],
    [ORGANIZATION, { kind: 'organization' as const, name: NAMES[ORGANIZATION] }],
  ]),
  others: new Set(['999999999999']),
};
const REFERENCES = { Shop: SHOP, Tools: TOOLS, Unit: UNIT, Org: ORGANIZATION };
const context = new RequestContext({ action: 's3:GetObject', openIds: OPEN_IDS, context: REFERENCES });
const like = (pattern: string, text: string) => compileTextPattern(pattern, { wildcards: true, variables: true })(text, context);

test.each<[string, string, boolean | string[]]>([
  ['*', SHOP, true],
  ['111122223333', SHOP, [NAMES[SHOP]]],
  ['999999999999', SHOP, false],
  ['12*', SHOP, [NAMES[SHOP]]],
  ['*7', SHOP, [NAMES[SHOP]]],
  ['a*', SHOP, false],
  ['????????????', SHOP, true],
  ['???????????', SHOP, false],
  ['0000*', SHOP, [NAMES[SHOP]]],
  ['${Shop}', SHOP, true],
  ['${Tools}', SHOP, false],
  ['${Tools}', TOOLS, true],
  ['*${Shop}', SHOP, true],
  ['?${Shop}', SHOP, false],
  ['${Shop}1', `1:${SHOP}`, false],
  ['?:${Tools}', `1:${SHOP}`, false],
  ['*2${Tools}', SHOP, false],
  ['${Org}?', ORGANIZATION, [NAMES[ORGANIZATION]]],
  ['o-*', ORGANIZATION, true],
  ['o-?*', ORGANIZATION, true],
  ['o-a1b2c3d4e5', ORGANIZATION, [NAMES[ORGANIZATION]]],
  ['o-a1', ORGANIZATION, false],
  ['O-*', ORGANIZATION, false],
  ['ou-ab12-*', UNIT, [NAMES[UNIT]]],
  ['ou-ab12', UNIT, false],
  ['o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*', `${ORGANIZATION}/r-ab12/${UNIT}/`, [NAMES[ORGANIZATION], NAMES[UNIT]]],
  ['o-a1b2c3d4e5/r-ab34/ou-ab12-11111111/*', `${ORGANIZATION}/r-ab12/${UNIT}/`, false],
  ['${Org}/r-ab12/*', `${ORGANIZATION}/r-ab12/${UNIT}/`, true],
  ['${Org}/r-ab12/${Unit}/*', `${ORGANIZATION}/r-ab12/${UNIT}/`, true],
  ['${Org}/r-ab12/${Unit}/ou-*', `${ORGANIZATION}/r-ab12/${UNIT}/`, false],
])('whether %s matches %s is %j', (pattern, text, expected) => {
  expect(like(pattern, text)).toEqual(expected);
});

describe('the role of a session', () => {
  const session = (name: string) => new RequestContext({ action: 's3:GetObject', principal: `arn:aws:sts::111122223333:assumed-role/${name}/anna` });
  const arnLike = (pattern: string, name = 'Admin') => {
    const given = session(name);
    const [arn] = given.lookup('aws:PrincipalArn');
    return compileArnPattern(pattern, true)(arn, given);
  };
  const PATH = ['the path of the role Admin'];

  test.each<[string, boolean | string[]]>([
    ['arn:aws:iam::*:root', false],
    ['arn:aws:iam::111122223333:role/Admin', PATH],
    ['arn:aws:iam::444455556666:role/Admin', false],
    ['arn:aws:iam::*:role/Developer', false],
    ['arn:aws:iam::*:role/*Admin', true],
    ['arn:aws:iam::*:role/*', true],
    ['arn:aws:iam::*:role/*Dev*', PATH],
    ['arn:aws:iam::*:role/platform/*', PATH],
    ['arn:aws:iam::*:role/platform/Admin', PATH],
    ['arn:aws:iam::*:role/platform', false],
    ['arn:aws:iam::*:role/aws-service-role/*', false],
    ['arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*', false],
    ['arn:aws:iam::*:user/*', false],
  ])('matches %s: %j', (pattern, expected) => {
    expect(arnLike(pattern)).toEqual(expected);
  });

  test('of IAM Identity Center may be on its reserved path', () => {
    expect(arnLike('arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*', 'AWSReservedSSO_Admin_1')).toEqual(['the path of the role AWSReservedSSO_Admin_1']);
  });
});

const account = fc.stringMatching(/^[0-9]{12}$/).filter((id) => id !== '999999999999');
const ids = fc.record({
  [SHOP]: account,
  [TOOLS]: account,
  [UNIT]: fc.stringMatching(/^ou-[0-9a-z]{4,6}-[a-z0-9]{8,10}$/),
  [ORGANIZATION]: fc.stringMatching(/^o-[a-z0-9]{10,12}$/),
}).filter((given) => given[SHOP] !== given[TOOLS]);
const piecesOf = (items: readonly string[]) => fc.array(fc.constantFrom(...items), { maxLength: 5 }).map((pieces) => pieces.join(''));
const patterns = piecesOf(['*', '?', '1', '0', 'o-', 'ou-', 'a', '/', ':', '${Shop}', '${Tools}', '${Unit}', '${Org}', '999999999999', '*/', 'ou-*', '????????????']);
/** IDs stand between separators, as in ARNs and paths. */
const texts = fc.array(fc.constantFrom('1', 'a', 'o-', ...Object.keys(NAMES), ...Object.keys(NAMES), '999999999999'), { maxLength: 4 })
  .chain((pieces) => fc.array(fc.constantFrom('/', ':', '//'), { minLength: pieces.length, maxLength: pieces.length })
    .map((separators) => pieces.map((piece, index) => (index === 0 ? piece : separators[index] + piece)).join('')));

test('a certain result for open IDs holds for all IDs that they can turn out to be', () => {
  let certain = 0;
  const seen = { true: 0, false: 0 };
  fc.assert(fc.property(patterns, texts, fc.array(ids, { minLength: 4, maxLength: 4 }), (pattern, text, outcomes) => {
    const open = like(pattern, text);
    if (typeof open !== 'boolean') return;
    certain++;
    seen[`${open}`]++;
    for (const outcome of outcomes) {
      const filled = Object.entries(outcome).reduce((given, [standIn, id]) => given.replaceAll(standIn, id), text);
      const idOf = (standIn: string) => outcome[standIn as keyof typeof outcome];
      const references = Object.fromEntries(Object.entries(REFERENCES).map(([name, standIn]) => [name, idOf(standIn)]));
      const deployed = new RequestContext({ action: 's3:GetObject', context: references });
      expect(compileTextPattern(pattern, { wildcards: true, variables: true })(filled, deployed)).toBe(open);
    }
  }), { seed: SEED, numRuns: 5_000 });
  expect(certain).toBeGreaterThan(3_000);
  expect(seen.true).toBeGreaterThan(100);
});
