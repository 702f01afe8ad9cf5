import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GUIDE, readPage } from '../../scripts/guide/page';

const PAGES = readdirSync(GUIDE).filter((name) => name.endsWith('.md'));
/** Heading links as GitHub makes them. */
const anchorOf = (heading: string) => heading.toLowerCase().replace(/[^\w\- ]/g, '').replace(/ /g, '-');

function deadLinks(name: string, text: string): string[] {
  const prose = text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, 'code');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target).filter((target) => !/^[a-z]+:/.test(target)).filter((target) => {
    const [path, anchor] = target.split('#');
    const file = path === '' ? join(GUIDE, name) : join(GUIDE, dirname(name), path);
    if (!existsSync(file)) return true;
    if (anchor === undefined) return false;
    const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading));
    return !headings.includes(anchor);
  });
}

test.each(PAGES)('links of docs/guide/%s lead to a page and to a heading', (name) => {
  expect(deadLinks(name, readPage(name))).toEqual([]);
});

test('a link to a heading that does not exist is found', () => {
  expect(deadLinks('adopt.md', '[a](limits.md#not-supported) [b](limits.md#missing) [c](absent.md)')).toEqual(['limits.md#missing', 'absent.md']);
});

test('the index names every page of the guide', () => {
  const index = readPage('README.md');
  expect(PAGES.filter((name) => name !== 'README.md' && !index.includes(`](${name})`))).toEqual([]);
});
