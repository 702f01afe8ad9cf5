import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'what-is-deployed.md'), 'utf8');
const SETTINGS = join('src', 'model', 'privileged', 'stack-deployments.ts');

function sources(): string[] {
  const folder = join(ROOT, 'src', 'assembly');
  return ['assembly-reader.ts', ...readdirSync(join(folder, 'deployment')).map((name) => join('deployment', name))].map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** The problems in calls such as `refusal('The problem', …)`, with a word for each part that is filled in. */
function problems(): string[] {
  const found = sources().flatMap((text) => [...text.matchAll(/\b(?:refusal|refuse|commandRefusal)\(\s*(?:'([^']+)'|`([^`]+)`)/g)].map(([, plain, filled]) => plain ?? filled));
  return [...new Set(found)].map((problem) => problem.replace('${name} role', 'deploy role').replace('${shape}', 'asset'));
}

test('the page lists every problem for which the head of a review is refused', () => {
  expect(problems().length).toBeGreaterThan(20);
  expect(problems().filter((problem) => !PAGE.includes(problem))).toEqual([]);
});

test('the page lists no problem for which nothing is refused', () => {
  const table = /## Refused\n([^#]*)/.exec(PAGE)![1];
  const listed = [...table.matchAll(/^\| ([^|]+?)(?: \(also: [^)]*\))? \|/gm)].map(([, problem]) => problem).filter((problem) => !/^(message|-+)$/.test(problem));
  expect(listed.filter((problem) => !problems().includes(problem))).toEqual([]);
});

test('the page lists every setting of a deployment', () => {
  const settings = [...readFileSync(join(ROOT, SETTINGS), 'utf8').matchAll(/^ {4}'([A-Z][\w ]+)':/gm)].map(([, name]) => name);
  expect(settings.length).toBeGreaterThan(10);
  expect(settings.filter((name) => !PAGE.includes(name))).toEqual([]);
});
