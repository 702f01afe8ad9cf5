import { anchorsOf, changeOutsideCode, headingsOf, withIds } from '../../../scripts/site/markdown';

test('headings have the anchors of GitHub', () => {
  const text = ['# Reading `cdk.out`, and [more](x.md)', '## What is left out?', '## What is left out?', '### `a.b` <a name="x" id="Area.Name"></a>', '## Ünit (new)'].join('\n');
  expect([...anchorsOf(text)]).toEqual(['reading-cdkout-and-more', 'what-is-left-out', 'what-is-left-out-1', 'ab', 'ünit-new', 'Area.Name']);
});

test('a heading in a fenced block is none', () => {
  expect(headingsOf('# One\n\n```sh\n# comment\n```\n\n## Two')).toEqual([{ level: 1, text: 'One', line: 0 }, { level: 2, text: 'Two', line: 6 }]);
});

test('blocks and spans of code stay as they are', () => {
  const text = 'a `a` ``a ` a`` a\n\n```ts\na\n```\n\n  ~~~\n  a\n  ~~~\na `a\n\na` a';
  expect(changeOutsideCode(text, (prose) => prose.replaceAll('a', 'b'))).toBe('b `a` ``a ` a`` b\n\n```ts\na\n```\n\n  ~~~\n  a\n  ~~~\nb `b\n\nb` b');
});

test('an anchor with a name gets an ID, unless it has one', () => {
  const both = '<a name="B" id="c"></a>';
  expect(withIds(`## A <a name="A"></a> ${both} \`<a name="D">\``)).toBe(`## A <a ${'id'}="A"></a> ${both} \`<a name="D">\``);
});
