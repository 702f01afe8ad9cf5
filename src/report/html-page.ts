import { createHash } from 'crypto';
import { markup, visibleAsJson } from './escape';
import { allowListsOf, delegationNotes } from '../model';
import type { PageContents, PageData } from './page-data';
import { policyFindings } from './policy-findings';

/** The parts of the page besides its data: the bundled script and the style sheet. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/**
 * One HTML file that shows an organization, and a change of it if there is one. It works without a network and asks for none: its
 * content security policy lets this script and this style run and nothing else, so that no name or policy text can.
 */
export function htmlPage(data: PageData, { script, style }: PageAssets): string {
  const policy = `default-src 'none'; script-src '${hash(script)}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${markup(data.title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<noscript>This page needs JavaScript: it draws the organization in the browser.</noscript>',
    `<script type="application/json" id="data">${json(contentsOf(data))}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Roles and functions are left out: only the changes of them are shown. */
function contentsOf(data: PageData): PageContents {
  const { code, ...organization } = data.organization;
  const { privileged: _privileged, ...rest } = code ?? {};
  return {
    ...data,
    organization: { ...organization, ...(code === undefined ? {} : { code: rest as typeof code }) },
    findings: policyFindings(data.organization),
    allowLists: allowListsOf(data.organization),
    delegations: delegationNotes(data.organization),
  };
}

function hash(script: string): string {
  return `sha256-${createHash('sha256').update(script, 'utf8').digest('base64')}`;
}

/** JSON in which nothing can end the element that it lies in, and nothing is hidden. */
function json(value: unknown): string {
  return visibleAsJson(JSON.stringify(value)).replace(/[<>&]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
