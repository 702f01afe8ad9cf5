import { docstringOpeners } from '../../scripts/prose/docstrings';
import { measureProse, proseProblems } from '../../scripts/prose/measure';
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

test('an ID in small letters is found in prose, and not as a name in code', () => {
  const text = 'const id = of(the.id);\n// The account keeps its id.\nThe ids of units, an ID, `the id`, and the IDs.\nAn e-mail address.';
  expect(bannedPhrases('a.ts', text)).toEqual([
    { file: 'a.ts', line: 2, phrase: 'its id' },
    { file: 'a.ts', line: 3, phrase: 'the ids' },
    { file: 'a.ts', line: 4, phrase: 'e-mail' },
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

test('the check lists a banned phrase, a docstring that begins with What, and a page of long sentences', () => {
  const long = `The handler ${'always '.repeat(20)}waits.`;
  const files = [
    { name: 'docs/long.md', text: long },
    { name: 'src/a.ts', text: '/** What it is. */\nconst thing = 1;' },
  ];
  expect(proseProblems(measureProse(files))).toEqual([
    'src/a.ts:2  banned phrase "thing"',
    'src/a.ts:1  docstring that begins with "What …"',
    'docs/long.md  sentences of 23.0 words on average (at most 20)',
  ]);
});

test('the check accepts a page of 20 words a sentence, a page without sentences, and a docstring that names its subject', () => {
  const files = [
    { name: 'docs/short.md', text: `The handler ${'always '.repeat(17)}waits.` },
    { name: 'docs/heading.md', text: '# Only a heading' },
    { name: 'src/a.ts', text: '/** The account of the request. */\nconst account = 1;' },
  ];
  expect(proseProblems(measureProse(files))).toEqual([]);
});
