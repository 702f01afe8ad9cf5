/** A document that only keeps what it is given. The types of a browser are those of the page alone. */
interface Kept {
  readonly attributes: Record<string, string>;
  readonly inside: (Kept | string)[];
}

const { element } = jest.requireActual<{ element(name: string, attributes: object, ...children: (Kept | string)[]): Kept }>(
  '../../../src/report/page/dom');

beforeAll(() => {
  const createElement = () => {
    const kept: Kept = { attributes: {}, inside: [] };
    return {
      ...kept,
      setAttribute: (name: string, value: string) => { kept.attributes[name] = value; },
      append: (...children: (Kept | string)[]) => { kept.inside.push(...children); },
    };
  };
  Object.assign(globalThis, { document: { createElement } });
});
afterAll(() => Reflect.deleteProperty(globalThis, 'document'));

test('a name in an element hides nothing', () => {
  expect(element('td', {}, 'a\u3164b\u200c\ufe0f ').inside).toEqual(['a\\u3164b\\u200c\\ufe0f\\u0020']);
});

test('a name in a title and a label hides nothing', () => {
  expect(element('td', { 'title': 'a\u2800', 'aria-label': 'b\u115f' }).attributes).toEqual({ 'title': 'a\\u2800', 'aria-label': 'b\\u115f' });
});

test('spaces stay between elements, and in a text of several lines', () => {
  const name = element('b', {}, 'prod');
  expect(element('p', {}, 'Account ', name, ' and\u00a0').inside).toEqual(['Account ', name, ' and\\u00a0']);
  expect(element('pre', {}, 'a \n  b ').inside).toEqual(['a \n  b ']);
});
