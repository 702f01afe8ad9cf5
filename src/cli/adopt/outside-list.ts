import type { PartAdoption } from './part-adoption';
import { StaysOutsideError } from '../../init/edit';
import { outsideCode, outsideResources, type OutsideKind, type OutsideReason, type OutsideResource } from '../../model';
import { NOTHING_OUTSIDE, OUTSIDE_TITLE, outsideSentence } from '../../report/wording/outside-words';
import type { CodeAndLive } from '../app/synthesized-code';
import { colors } from '../output/colors';
import { printable } from '../output/printable';

/** Reasons that do not keep a resource outside. */
const OPEN: readonly OutsideReason[] = ['none', 'formerly', 'service'];

/** Kinds of parts that the rows of others have. */
const IN_ROWS: readonly OutsideKind[] = ['attachment', 'delegatedAdministrator', 'tag'];

/** More of one kind and reason are a number. */
const MOST_ADVISED = 20;

/** The parts of an organization outside the code of an app, grouped by kind and reason, with the command that takes each in. */
export function outsideListText({ live, code }: CodeAndLive, folder: string, adoption: PartAdoption): string {
  const all = outsideResources(live, code);
  const outside = new Set(all.flatMap(({ kind, id }) => (['organizationalUnit', 'account'].includes(kind) && id !== undefined ? [id] : [])));
  // What is attached to a target is taken in with the target.
  const resources = all.filter(({ kind, id }) => kind !== 'attachment' || id === undefined || !outside.has(id));
  const lines = outsideCode(live, code).flatMap((group) => {
    const found = resources.filter(({ kind, reason }) => kind === group.kind && reason === group.reason);
    return [`  ${printable(outsideSentence(group))}`, ...OPEN.includes(group.reason) ? adviceLines(group.kind, found, folder, adoption) : []];
  });
  return `${lines.length === 0 ? NOTHING_OUTSIDE : [colors.bold(OUTSIDE_TITLE), ...lines].join('\n')}\n`;
}

function adviceLines(kind: OutsideKind, found: readonly OutsideResource[], folder: string, adoption: PartAdoption): string[] {
  if (kind === 'resourcePolicy') return [colors.dim('      Write it with OrganizationResourcePolicy and adopt: true.')];
  if (kind === 'accountSetting') return [colors.dim('      Write them into data/account-settings.json.')];
  const isCompleting = IN_ROWS.includes(kind);
  const parts = [...new Set(found.map(({ id, subject }) => id ?? subject))];
  const lines = parts.slice(0, MOST_ADVISED).map((part) => {
    const subjects = found.filter(({ id, subject }) => (id ?? subject) === part).map(({ subject }) => printable(subject)).join(', ');
    const reason = reasonAgainst(part, isCompleting, adoption);
    if (reason !== undefined) return colors.dim(`      ${subjects}: ${printable(reason)}`);
    const name = part === subjects ? '' : `  ${colors.dim(`# ${subjects}`)}`;
    return `      npx cdk-org adopt ${printable(quoted(part))}${isCompleting ? ' --complete' : ''} --app ${printable(quoted(folder))}${name}`;
  });
  const more = parts.length - lines.length;
  return more === 0 ? lines : [...lines, colors.dim(`      and ${more} more`)];
}

/** Why a command that takes a part in would change no row; undefined if it would change one. */
function reasonAgainst(part: string, isCompleting: boolean, adoption: PartAdoption): string | undefined {
  try {
    const { ids, leftOut } = adoption.adopt([part], { isRecursive: false, isCompleting });
    return ids.length > 0 ? undefined : leftOut[0]?.reason ?? 'its row says all that rows can say';
  } catch (error) {
    return error instanceof StaysOutsideError ? error.reason : (error as Error).message;
  }
}

/** A word of a shell. */
export function quoted(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll('\'', '\'\\\'\'')}'`;
}
