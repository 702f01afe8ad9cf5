import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from './page';
import type { Top } from './pages';
import { PULL_REQUESTS } from '../review-examples/pull-requests';

/** The result of a rehearsal of the example. */
export interface LiveRehearsal {
  readonly output: string;
  /** The number of characters of the result as JSON. */
  readonly size: number;
}

const page = (path: string, title: string, lines: readonly string[]): Page => ({ path, title, text: [`# ${title}`, '', ...lines, ''].join('\n'), isPart: false });

/** The pages that only the site has. */
export function generatedPages(repository: string, rehearsal: LiveRehearsal): Page[] {
  return [rulesPage(repository), livePage(), rehearsalPage(rehearsal)];
}

function rulesPage(repository: string): Page {
  const rows = readdirSync(join(repository, 'docs', 'rules')).sort().map((name) => {
    const text = readFileSync(join(repository, 'docs', 'rules', name), 'utf8');
    const [, rule, sentence] = /^# (.*)\n+(.*)/.exec(text) ?? [];
    return `| [${rule}](${name}) | ${/^Severity: (.*)$/m.exec(text)?.[1] ?? ''} | ${sentence.replaceAll('|', '\\|')} |`;
  });
  return page('rules/index.md', 'Rules', [
    `${rows.length} rules check policies and apps at synthesis. [Policies](../policies.md) says when they run, and how to acknowledge a finding.`,
    '', '| Rule | Severity | Finds |', '|---|---|---|', ...rows,
  ]);
}

/** The address of the page of a sample review, from a page in a folder of the site. */
function reportOf(name: string): string {
  return `../live/review-${name}.html`;
}

function livePage(): Page {
  return page('live/index.md', 'Live reviews and a rehearsal', [
    'These pages were written by `cdk-org` when the site was built, from the [landing-zone example](../examples/index.md). Each is one file that needs no network.',
    '',
    '| Review of a pull request | The same as a comment |', '|---|---|',
    ...PULL_REQUESTS.map(({ name, title }) => `| <a href="${reportOf(name)}" target="_self">${title}</a> | [comment](../review/${name}/review.md) |`),
    `| <a href="${reportOf('drift')}" target="_self">Changes by hand, found by drift</a> | [comment](../review/drift/drift.md) |`,
    '',
    '[A rehearsal](rehearsal.md) shows each call of the first deployment of that example. [Reviews](../review.md) explains how to read a review.',
  ]);
}

function rehearsalPage({ output, size }: LiveRehearsal): Page {
  return page('live/rehearsal.md', 'A rehearsal', [
    'The first deployment of the [landing-zone example](../examples/index.md) onto the simulator, in virtual time. Nothing of AWS is called.',
    `[Rehearse](../rehearse.md) explains the command. The result <a href="rehearsal.json" target="_self">as JSON</a> has ${Math.round(size / 1000)} kB.`,
    '', '```console', '$ npx cdk-org rehearse cdk.out', ...output.trimEnd().split('\n'), '```',
  ]);
}

/** Titles for sample reviews, which are comments without one, and links to their pages. */
export function topsOfReviews(): Map<string, Top> {
  const top = (title: string, name: string): Top => ({
    title, note: `<a href="../${reportOf(name)}" target="_self">Open this review as a page</a>, as \`cdk-org\` writes it.`,
  });
  return new Map([
    ...PULL_REQUESTS.map(({ name, title }) => [`docs/review/${name}/review.md`, top(title, name)] as const),
    ['docs/review/drift/drift.md', top('Changes by hand', 'drift')],
  ]);
}
