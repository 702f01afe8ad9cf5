import type { Change, SettingChange } from '../../model';
import { parseJson } from '../../policy';
import { knownLater } from '../escape/known-later';
import { type DiffLine, hunks, lineDiff } from '../line-diff';

/** The lines of a change of a policy's text, or of a privileged resource, that a reader compares; undefined for any other change. */
export function documentDiff(change: Change): DiffLine[] | undefined {
  const lines = rawLines(change);
  if (lines === undefined) return undefined;
  const shown = (sign: DiffLine['sign']) => new Set(lines.filter((line) => line.sign === sign).map(({ text }) => knownLater(text)));
  const [came, went] = [shown('+'), shown('-')];
  // Two IDs must not look like one.
  const isBoth = (text: string) => came.has(text) && went.has(text);
  return lines.map(({ sign, text }) => ({ sign, text: knownLater(text, (sign === '+' || sign === '-') && isBoth(knownLater(text))) }));
}

function rawLines(change: Change): DiffLine[] | undefined {
  switch (change.kind) {
    case 'privilegedPolicyChanged':
    case 'resourcePolicyChanged':
    case 'policyStatementsChanged': return change.statements.flatMap(({ before, after }) => hunks(lineDiff(before, after)));
    case 'privilegedSettingsChanged':
    case 'managementPolicyChanged': return change.settings.flatMap(settingLines);
    case 'privilegedResourceAdded':
    case 'policyAdded': return lineDiff(undefined, indented(change.content));
    case 'privilegedResourceRemoved':
    case 'policyRemoved': return lineDiff(indented(change.content), undefined);
    case 'policyDescriptionChanged': return hunks(lineDiff(change.before, change.after));
    default: return undefined;
  }
}

function settingLines({ path, before, after }: SettingChange): DiffLine[] {
  const line = (sign: '+' | '-', value: string | undefined): DiffLine[] => (value === undefined ? [] : [{ sign, text: `${path.join('.')}: ${value}` }]);
  return [...line('-', before), ...line('+', after)];
}

/** Indents JSON. Text that is not JSON stays as it is, so that a reader sees any content. */
function indented(content: string): string {
  try {
    return JSON.stringify(parseJson(content), null, 2);
  } catch {
    return content;
  }
}
