import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Pages outside of docs, and pages whose name would say little in the site. */
const PLACES: Readonly<Record<string, string>> = {
  'README.md': 'index.md',
  'API.md': 'api/index.md',
  'CHANGELOG.md': 'changelog.md',
  'CODE_OF_CONDUCT.md': 'contributing/code-of-conduct.md',
  'CONTRIBUTING.md': 'contributing/index.md',
  'SECURITY.md': 'contributing/security-policy.md',
  'docs/README.md': 'pages.md',
  'examples/README.md': 'examples/index.md',
  'examples/replay/README.md': 'examples/replay.md',
  'examples/written-app/README.md': 'examples/written-app.md',
  'src/rehearsal/CLOUDFORMATION.md': 'rehearsal-engine.md',
  'src/simulator/SIMULATOR.md': 'simulator-behavior.md',
};

/** Folders without a page of their own, and the page that a link to them means. */
export const PAGES_OF_FOLDERS: Readonly<Record<string, string>> = { 'docs/rules': 'rules/index.md', 'docs/review': 'review.md' };

/** @returns each source of a page, from the repository, with its place in the site */
export function placesOfPages(repository: string): Map<string, string> {
  const inDocs = readdirSync(join(repository, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  const docs = inDocs.map((name) => posix.join('docs', name)).filter((source) => PLACES[source] === undefined).sort();
  return new Map([
    ...Object.entries(PLACES).filter(([source]) => existsSync(join(repository, source))),
    ...docs.map((source) => [source, source.slice('docs/'.length).replace(/README\.md$/, 'index.md')] as const),
  ]);
}
