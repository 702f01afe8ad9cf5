import fc from 'fast-check';
import { hclComment, hclFile, quoted } from '../../src/export/hcl';
import { identifier, uniqueNames } from '../../src/export/names';

/** The value of a quoted text, as the specification of the language reads it. */
function valueOf(text: string): string {
  const named: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
  return text.slice(1, -1).replace(/([$%])\1\{|\\(?:u([\da-f]{4})|U([\da-f]{8})|(.))/gu, (_, sign?: string, short?: string, long?: string, single?: string) => {
    if (sign !== undefined) return `${sign}{`;
    const code = short ?? long;
    return code === undefined ? named[single!] ?? single! : String.fromCodePoint(parseInt(code, 16));
  });
}

test('neighbors of one line have their values in one column, and a map or a long list has lines of its own', () => {
  const block = {
    type: 'resource',
    labels: ['aws_organizations_account', 'shop'],
    attributes: {
      name: 'shop', parent_id: { expression: 'local.parent' }, absent: undefined, tags: new Map([['team', 'red'], ['cost-center', '1']]), list: ['a', 'b'], long: Array.from({ length: 3 }, () => 'x'.repeat(40)), is: true,
    },
    blocks: [{ type: 'lifecycle', attributes: { prevent_destroy: true } }],
  };
  expect(hclFile([block, { type: 'locals', attributes: {} }])).toBe(`resource "aws_organizations_account" "shop" {
  name      = "shop"
  parent_id = local.parent
  tags = {
    team          = "red"
    "cost-center" = "1"
  }
  list = ["a", "b"]
  long = [
    "${'x'.repeat(40)}",
    "${'x'.repeat(40)}",
    "${'x'.repeat(40)}",
  ]
  is = true

  lifecycle {
    prevent_destroy = true
  }
}

locals {
}
`);
});

test.each([
  ['${x}', '"$${x}"'],
  ['$${x} %{if} %%{y} $ % 100%', '"$$${x} %%{if} %%%{y} $ % 100%"'],
  ['Bob\'s "team" \\', '"Bob\'s \\"team\\" \\\\"'],
  ['a\nb\tc\u2028d\u202e\u{e0001}', '"a\\nb\\tc\\u2028d\\u202e\\U000e0001"'],
  ['Café 👩‍🚀', '"Café 👩‍🚀"'],
  ['half \ud800 of one', '"half \ufffd of one"'],
])('the text %j is the literal %s', (text, literal) => {
  expect(quoted(text)).toBe(literal);
});

const oddText = fc.string({ unit: fc.oneof(fc.constantFrom('$', '%', '{', '}', '"', '\\', '\n', '#', '\u200d', '\u2028', 'a', '🚀'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })) });

test('any text is one line that gives the text again, and starts no template', () => {
  fc.assert(fc.property(oddText, (text) => {
    const literal = quoted(text);
    expect(valueOf(literal)).toBe(text.replace(/\p{Cs}/gu, '\ufffd'));
    expect(literal).not.toMatch(/[\n\r\u2028\u2029]/);
    expect(literal.replace(/[$%]{2}\{/g, 'escaped')).not.toMatch(/[$%]\{/);
    expect(hclComment(text)).not.toMatch(/[\n\r\u2028\u2029]/);
  }), { numRuns: 2_000 });
});

test('keys that would begin an expression are quoted', () => {
  const tags = new Map(['for', 'null', 'plain', 'a b', '${x}', '2'].map((key) => [key, '']));
  expect(hclFile([{ type: 'locals', attributes: { tags } }]).match(/^ {4}\S.*?(?= *=)/gm)!.map((line) => line.trim())).toEqual(
    ['"for"', '"null"', 'plain', '"a b"', '"$${x}"', '"2"']);
});

test.each([
  ['Stay in organization', 'stay_in_organization'], ['DenyLeave', 'deny_leave'], ['Café 🚀', 'cafe'], ['2048', '_2048'], ['日本', ''], [' padded ', 'padded'],
])('the identifier of %j is %j', (text, name) => {
  expect(identifier(text)).toBe(name);
});

test('two of one name get longer names, and so do reserved words and devices of Windows', () => {
  const parts = [
    { id: 'ou-1', candidates: ['Prod', 'Dev Prod'] }, { id: 'ou-2', candidates: ['prod', 'Workloads prod'] }, { id: 'ou-3', candidates: ['for', 'for'] },
    { id: 'ou-4', candidates: ['CON', 'CON'] }, { id: 'ou-5', candidates: ['日本', '日本'] }, { id: 'ou-6', candidates: ['Test', 'Test'] },
  ];
  expect([...uniqueNames(parts).values()]).toEqual(['dev_prod', 'workloads_prod', 'for_ou_3', 'con_ou_4', 'ou_5', 'test']);
});

test('names of any parts are valid and unique', () => {
  const anyId = fc.integer({ min: 4096, max: 65535 }).map((number) => number.toString(16));
  const part = fc.record({ id: anyId, candidates: fc.tuple(oddText, oddText) });
  fc.assert(fc.property(fc.uniqueArray(part, { selector: ({ id }) => id }), (parts) => {
    const names = [...uniqueNames(parts).values()];
    expect(new Set(names).size).toBe(parts.length);
    for (const name of names) expect(name).toMatch(/^[a-z_][a-z0-9_]*$/);
  }));
});
