import { outsideCode, outsideResources, type OutsideKind, type OutsideReason, type OutsideResource } from '../../model';
import { NOTHING_OUTSIDE, OUTSIDE_TITLE, outsideSentence } from '../../report/wording/outside-words';
import type { CodeAndLive } from '../app/synthesized-code';
import { colors } from '../output/colors';
import { printable } from '../output/printable';

/** Kinds of resources that get rows of their own. */
const WITH_ROWS: readonly OutsideKind[] = ['organizationalUnit', 'account', 'policy', 'trustedService', 'policyType'];
/** Reasons that do not keep a resource outside. */
const OPEN: readonly OutsideReason[] = ['none', 'formerly', 'service'];

/** What becomes of parts that have no rows of their own. */
const ADVICE: Readonly<Partial<Record<OutsideKind, string>>> = {
  attachment: 'add the key of the policy to the row of its target',
  tag: 'add the tag to the row',
  delegatedAdministrator: 'add the service to "administers" in the row of the account',
  resourcePolicy: 'write it with OrganizationResourcePolicy and adopt: true',
};

/** The parts of an organization outside the code of an app, grouped by kind and reason, with the command that takes each in. */
export function outsideListText({ live, code }: CodeAndLive, folder: string): string {
  const resources = outsideResources(live, code);
  const lines = outsideCode(live, code).flatMap((group) => {
    const found = resources.filter(({ kind, reason }) => kind === group.kind && reason === group.reason);
    return [`  ${printable(outsideSentence(group))}`, ...OPEN.includes(group.reason) ? adviceLines(group.kind, found, folder) : []];
  });
  return `${lines.length === 0 ? NOTHING_OUTSIDE : [colors.bold(OUTSIDE_TITLE), ...lines].join('\n')}\n`;
}

function adviceLines(kind: OutsideKind, found: readonly OutsideResource[], folder: string): string[] {
  if (!WITH_ROWS.includes(kind)) return [colors.dim(`      To take it in, ${ADVICE[kind]!}.`)];
  return found.map(({ id, subject }) => {
    const name = id === undefined ? '' : `  ${colors.dim(`# ${printable(subject)}`)}`;
    return `      ${adoptCommandText([id ?? subject], folder)}${name}`;
  });
}

function adoptCommandText(parts: readonly string[], folder: string): string {
  return ['npx cdk-org adopt', ...parts.map(quoted), '--app', quoted(folder)].map(printable).join(' ');
}

/** A word of a shell. */
export function quoted(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll('\'', '\'\\\'\'')}'`;
}
