import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', '..', 'docs', 'contributing', 'decisions');
const SECTIONS = ['Status and date', 'Context', 'Decision', 'Consequences'];

const names = readdirSync(FOLDER).filter((name) => /^\d{4}-[\w-]+\.md$/.test(name)).sort();

test('records of decisions are numbered without a gap', () => {
  expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1));
});

test('the index of the decisions has a row for each record, with its title and the date when it was accepted', () => {
  const rows = [...readFileSync(join(FOLDER, 'README.md'), 'utf8').matchAll(/^\| \[(\d+)\]\(([^)]+)\) \| (.*) \| (\S+) \| \S+ \|$/gm)];
  expect(rows.map(([, number, name, title, date]) => ({ name, title: `${number}. ${title}`, date }))).toEqual(names.map((name) => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    return { name, title: /^# (.*)$/m.exec(text)?.[1], date: /^Accepted, (\d{4}-\d\d-\d\d)/m.exec(text)?.[1] };
  }));
});

test.each(names)('docs/contributing/decisions/%s has its four sections and fits on a page', (name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  expect([...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual(SECTIONS);
  expect(text.split('\n').length).toBeLessThanOrEqual(60);
});
