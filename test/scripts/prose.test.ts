import { docstringOpeners } from '../../scripts/prose/docstrings';
import { bannedPhrases } from '../../scripts/prose/phrases';
import { sentences, wordsOf } from '../../scripts/prose/sentences';

test('a banned phrase is found with its line, in any case, and not inside a code span', () => {
  const text = 'The unit is Made anew.\nThe option `made anew` is a name.\nSomething is no thing, but this is a thing.';
  expect(bannedPhrases('page.md', text)).toEqual([
    { file: 'page.md', line: 1, phrase: 'made anew' },
    { file: 'page.md', line: 3, phrase: 'thing' },
    { file: 'page.md', line: 3, phrase: 'thing' },
  ]);
});

test('a docstring that begins with What is found in one line and in several', () => {
  const text = '/** What it is. */\nconst a = 1;\n/**\n * What it does.\n */\n/** The owner of what is there. */\n/** Whatsoever. */';
  expect(docstringOpeners('a.ts', text)).toEqual([
    { file: 'a.ts', line: 1, phrase: 'What …' },
    { file: 'a.ts', line: 3, phrase: 'What …' },
  ]);
});

test('sentences of a page are counted without code, tables, headings and links', () => {
  const page = '# A heading of the page\n\nThe handler attaches the policy first. Then it moves\nthe [account](accounts.md).\n\n```ts\nconst a = 1;\n```\n\n| a | b | c | d |\n- One item of a list';
  expect(sentences(page).map(wordsOf)).toEqual([6, 5, 5]);
});
