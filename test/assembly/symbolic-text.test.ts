import fc from 'fast-check';
import {
  concatenated, derivedSymbol, literalOf, logicalName, resolve, type Scope, shown, shownLiteral, shownText, splitText, symbolicText,
  symbolsIn, type Template, textOf,
} from '../../src/assembly';

const A = symbolicText(logicalName('Org', 'A'), { isId: true });
const B = symbolicText(logicalName('Org/Nested', 'B', 'Arn'));

describe('a shown literal', () => {
  test.each([
    ['${Org.A}', '${!Org.A}'],
    ['x${Org.A}y${Org/Nested.B.Arn}z', 'x${!Org.A}y${!Org/Nested.B.Arn}z'],
    ['${!Org.A}', '${!!Org.A}'],
    ['${AWS::AccountId}', '${!AWS::AccountId}'],
    ['${Fn::ImportValue/x}', '${!Fn::ImportValue/x}'],
    ['"\\u0024{Org.A}"', '"\\u0024{!Org.A}"'],
    ['"\\u0024\\u007bOrg\\u002eA\\u007D"', '"\\u0024\\u007b!Org\\u002eA\\u007D"'],
    ['"${AWS\\u003a:AccountId}"', '"${!AWS\\u003a:AccountId}"'],
    ['${aws:username}', '${aws:username}'],
    ['${aws:PrincipalTag/a.b, \'c.d\'}', '${aws:PrincipalTag/a.b, \'c.d\'}'],
    ['${accounts.google.com:sub} ${*} ${$} ${?} ${Name} ${} ${ } $', '${accounts.google.com:sub} ${*} ${$} ${?} ${Name} ${} ${ } $'],
  ])('of %s is %s', (literal, expected) => {
    expect(shownLiteral(literal)).toBe(expected);
    expect(literalOf(expected)).toBe(literal);
  });

  test('of a long text takes no longer than its length suggests', () => {
    const begin = Date.now();
    for (const piece of ['${', '${.', '${!', '\\u0024{', '${a', '.', '}']) shownLiteral(piece.repeat(200_000));
    expect(Date.now() - begin).toBeLessThan(2_000);
  });
});

test('symbols keep their place between literals, in lists, objects and JSON, and keys are shown as literals', () => {
  const text = concatenated(['a', A, '', '${Org.A}', B], '-');
  expect(shownText(text)).toBe('a-${Org.A}--${!Org.A}-${Org/Nested.B.Arn}');
  expect(shown({ '${Org.A}': [text, 1, true], 'b': { c: A } })).toEqual({ '${!Org.A}': [shownText(text), 1, true], 'b': { c: '${Org.A}' } });
  expect(shownText(textOf({ a: [A, '"', 2], b: B }))).toBe('{"a":["${Org.A}","\\"",2],"b":"${Org/Nested.B.Arn}"}');
  expect(String(text)).toBe(shownText(text));
});

test('a value without symbols, and without texts that look like them, is shown as it stands, and not copied', () => {
  const plain = { 'a': [{ b: 1 }, { c: null }], 'd': '${aws:username}', '${Name}': { e: ['f', 'g'] } };
  expect(shown(plain)).toBe(plain);
  const mixed = { first: plain, second: [plain, A, plain], third: [B] } as const;
  const result = shown(mixed) as { readonly [Key in keyof typeof mixed]: unknown };
  expect(result).toEqual({ first: plain, second: [plain, '${Org.A}', plain], third: ['${Org/Nested.B.Arn}'] });
  expect(result.first).toBe(plain);
  expect(mixed.second[1]).toBe(A);
});

test('a key that is __proto__ stays a key of a shown value', () => {
  const value = JSON.parse('{"__proto__":{"a":"${Org.A}"},"b":{"__proto__":"${Org.B}"}}') as unknown;
  expect(JSON.stringify(shown(value))).toBe('{"__proto__":{"a":"${!Org.A}"},"b":{"__proto__":"${!Org.B}"}}');
});

test('a name holds no character that ends a symbol, and a derived symbol names those from which it comes', () => {
  const odd = symbolicText(logicalName('Org', 'A', 'x}"${y:z'));
  expect(shownText(odd)).toBe('${Org.A.x%007D%0022%0024%007By%003Az}');
  const derived = derivedSymbol('Fn::Select', [1, derivedSymbol('Fn::Split', ['/', concatenated([A, '<Org.C>', B])])]);
  expect(shownText(derived)).toBe('${Fn::Select/1/<Fn::Split/%002F/<Org.A>%003COrg.C%003E<Org/Nested.B.Arn>>}');
  expect([...symbolsIn(`${shownText(derived)} ${shownLiteral('${Org.D}')} \${aws:x} \${Org.E}`)]).toEqual(['Org.A', 'Org/Nested.B.Arn', 'Org.E']);
});

test('a text is split at a delimiter that an ID cannot contain, and else its pieces are not known', () => {
  const arn = concatenated(['arn:aws:iam::', A, ':role/', A]);
  expect(splitText(arn, ':')!.map(shownText)).toEqual(['arn', 'aws', 'iam', '', '${Org.A}', 'role/${Org.A}']);
  expect(['-', 'a', '1', ':a', ''].map((delimiter) => splitText(arn, delimiter))).toEqual([undefined, undefined, undefined, undefined, undefined]);
  expect(splitText(concatenated([A, ':', B]), ':')).toBeUndefined();
});

/** The meaning of a text in quotes as JSON. */
function jsonOf(text: string): string | undefined {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return undefined;
  }
}

describe('two values of templates that are shown alike', () => {
  const template: Template = { Resources: { A: { Type: 'T' }, B: { Type: 'T' } }, Parameters: { P: { Type: 'String' } } };
  const scopeOf = (value: (name: string, isId: boolean) => unknown, hasSymbols: boolean): Scope => ({
    stackName: 'Org',
    template,
    hasSymbols,
    parameters: { P: value('P', true) },
    pseudoParameters: { 'AWS::AccountId': value('AWS::AccountId', true) } as Scope['pseudoParameters'],
    lookup: {
      physicalId: (id) => value(logicalName('Org', id), id === 'A'),
      attribute: (id, name) => value(logicalName('Org', id, String(name)), false),
      importValue: (name) => value(`Fn::ImportValue/${String(name)}`, false),
    },
  });
  const symbols = scopeOf((name, isId) => symbolicText(name === 'P' ? 'AWS::StackId/Org' : name, isId ? { isId: true } : {}), true);
  const deployments = [
    scopeOf((name, isId) => (isId ? `1${name.length}-x` : `v/${name.length}.y:z`), false),
    scopeOf((name, isId) => (isId ? `id-${name.length}` : `.${name.length}:${name.length}.:${name}`), false),
  ];

  const literal = fc.array(fc.constantFrom('$', '{', '}', '!', '.', 'Org', 'A', 'Org.A', '${Org.A}', '${Org.B.Arn}', 'AWS::AccountId', ':', '/', '\\u0024', '\\U0024', 'Fn::ImportValue/x', '%', '<', '>'), { maxLength: 5 })
    .map((parts) => parts.join(''));
  const { text } = fc.letrec<{ text: unknown }>((tie) => ({
    text: fc.oneof({ depthSize: 'small', withCrossShrink: true },
      literal,
      fc.constantFrom({ Ref: 'A' }, { Ref: 'B' }, { Ref: 'P' }, { Ref: 'AWS::AccountId' }, { 'Fn::GetAtt': ['A', 'Arn'] }, { 'Fn::GetAtt': ['B', 'Arn}${Org.A'] }, { 'Fn::Sub': '${B.Arn}${A}' }, { 'Fn::ImportValue': 'x' }),
      fc.tuple(fc.constantFrom('', '.', '${', '}', '!'), fc.array(tie('text'), { minLength: 1, maxLength: 4 })).map((argument) => ({ 'Fn::Join': argument })),
      tie('text').map((inner) => ({ 'Fn::Base64': inner })),
      tie('text').map((inner) => ({ 'Fn::Sub': ['${X}${A}${!Org.A}', { X: inner }] })),
      fc.tuple(fc.constantFrom('.', ':', '/', '${', 'x'), tie('text')).map((argument) => ({ 'Fn::Select': [0, { 'Fn::Split': argument }] })),
    ),
  }));

  const shownOf = (each: unknown) => String(shown(resolve(each, symbols, 'x')));
  const isCall = (each: unknown): each is Record<string, unknown> => typeof each === 'object' && each !== null && !Array.isArray(each);

  /** The same value, with one part replaced by a text in which a review shows it. */
  const lookAlikes = (each: unknown): unknown[] => {
    if (Array.isArray(each)) {
      const withItem = (index: number) => (other: unknown) => each.map((former: unknown, at) => (at === index ? other : former));
      return each.flatMap((item, index) => lookAlikes(item).map(withItem(index)));
    }
    if (!isCall(each)) return [];
    const [[name, argument]] = Object.entries(each);
    const below = lookAlikes(argument).map((other) => ({ [name]: other }));
    if (name === 'X' || name === 'Fn::Split') return below;
    const look = shownOf(each);
    return [
      look, { 'Fn::Join': ['', [...look]] }, look.replaceAll('$', '\\u0024'),
      ...(name === 'Fn::Base64' ? [Buffer.from(shownOf(argument)).toString('base64')] : []),
      ...(name === 'Fn::Select' ? [(argument as [number, Record<string, [string, unknown]>])[1]['Fn::Split'][1]] : []),
      ...below,
    ];
  };

  test('are equal in every deployment, and so are their meanings as JSON', () => {
    fc.assert(fc.property(fc.array(text, { minLength: 5, maxLength: 10 }), (texts) => {
      const byText = new Map<string, unknown>();
      const byMeaning = new Map<string, unknown>();
      for (const each of [...texts, ...texts.flatMap(lookAlikes)]) {
        const found = shownOf(each);
        const meaning = jsonOf(found);
        const same = [[byText, found], [byMeaning, meaning ?? found]] as const;
        for (const [known, key] of same) {
          const [first = each] = known.has(key) ? [known.get(key)] : [];
          known.set(key, first);
          for (const scope of deployments) {
            const [one, other] = [first, each].map((value) => resolve(value, scope, 'x') as string);
            // A value of the deployment may make a text no JSON, and then nothing means anything.
            const meanings = [one, other].map(jsonOf);
            const isMeaning = known === byMeaning && meaning !== undefined;
            const areEqual = one === other || (isMeaning && (meanings.includes(undefined) || meanings[0] === meanings[1]));
            if (!areEqual) throw new Error(`${JSON.stringify([first, each])} are both shown as ${key}, and are ${JSON.stringify([one, other])}.`);
          }
        }
      }
    }), { numRuns: 200 });
  });

  test('are literals if no deployment is needed to know them, and stay byte for byte what they are there', () => {
    fc.assert(fc.property(literal, (each) => {
      expect(resolve(each, symbols, 'x')).toBe(each);
      for (const scope of deployments) expect(resolve({ 'Fn::Join': ['', [each, each]] }, scope, 'x')).toBe(each + each);
      expect(literalOf(shownLiteral(each))).toBe(each);
    }), { numRuns: 5_000 });
  });
});
