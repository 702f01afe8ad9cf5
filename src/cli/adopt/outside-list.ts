import { outsideCode, outsideResources, type OutsideKind, type OutsideReason, type OutsideResource } from '../../model';
import { NOTHING_OUTSIDE, OUTSIDE_TITLE, outsideSentence } from '../../report/wording/outside-words';
import type { CodeAndLive } from '../app/synthesized-code';
import { colors } from '../output/colors';
import { printable } from '../output/printable';

/** Reasons that do not keep a resource outside. */
const OPEN: readonly OutsideReason[] = ['none', 'formerly', 'service'];

/** Kinds of parts that the rows of others have. */
const IN_ROWS: readonly OutsideKind[] = ['attachment', 'delegatedAdministrator', 'tag'];

/** The parts of an organization outside the code of an app, grouped by kind and reason, with the command that takes each in. */
export function outsideListText({ live, code }: CodeAndLive, folder: string): string {
  const all = outsideResources(live, code);
  const outside = new Set(all.flatMap(({ kind, id }) => (['organizationalUnit', 'account'].includes(kind) && id !== undefined ? [id] : [])));
  // What is attached to a target is taken in with the target.
  const resources = all.filter(({ kind, id }) => kind !== 'attachment' || id === undefined || !outside.has(id));
  const lines = outsideCode(live, code).flatMap((group) => {
    const found = resources.filter(({ kind, reason }) => kind === group.kind && reason === group.reason);
    return [`  ${printable(outsideSentence(group))}`, ...OPEN.includes(group.reason) ? adviceLines(group.kind, found, folder) : []];
  });
  return `${lines.length === 0 ? NOTHING_OUTSIDE : [colors.bold(OUTSIDE_TITLE), ...lines].join('\n')}\n`;
}

function adviceLines(kind: OutsideKind, found: readonly OutsideResource[], folder: string): string[] {
  if (kind === 'resourcePolicy') return [colors.dim('      Write it with OrganizationResourcePolicy and adopt: true.')];
  if (kind === 'accountSetting') return [colors.dim('      Write them into data/account-settings.json.')];
  const option = IN_ROWS.includes(kind) ? ' --complete' : '';
  const ids = new Set(found.map(({ id, subject }) => id ?? subject));
  return [...ids].map((part) => {
    const subjects = found.filter(({ id, subject }) => (id ?? subject) === part).map(({ subject }) => printable(subject)).join(', ');
    const name = part === subjects ? '' : `  ${colors.dim(`# ${subjects}`)}`;
    return `      npx cdk-org adopt ${printable(quoted(part))}${option} --app ${printable(quoted(folder))}${name}`;
  });
}

/** A word of a shell. */
export function quoted(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll('\'', '\'\\\'\'')}'`;
}
