import {
  type ForeignComparison, FORMAT_NAMES, HAND_OVER_FILE, handOverSteps, type ForeignOrganization, originText, toolOf,
} from '../../init';
import { count } from '../../report/wording/words';
import { colors } from '../output/colors';
import { printable } from '../output/printable';

/** The differences between a foreign format and the organization, and what of the format is not carried over. */
export function comparisonText({ foreign, differences }: ForeignComparison): string {
  const { format, notRead } = foreign;
  const counts = [
    count(foreign.accounts.length, 'account'), count(foreign.units.length, 'organizational unit'), count(foreign.policies.length, 'policy'),
    count(foreign.attachments.length, 'attachment'),
  ].join(', ');
  return [
    `${colors.bold('Read')}  ${FORMAT_NAMES[format]}: ${counts}`,
    ...section('Differences', differences),
    ...section('Not carried over', notRead.map(({ origin, reason }) => `${originText(origin)}: ${reason}`)),
  ].map((line) => `${line}\n`).join('');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [colors.bold(title), ...lines.map((line) => `  ${printable(line)}`)];
}

/** Notes for standard error: that the formats differ, who else writes, and what to do. */
export function handOverNotes(comparison: ForeignComparison): string[] {
  const { foreign: { format, warnings }, differences } = comparison;
  return [
    ...(differences.length === 0 ? [] : [`Note: ${FORMAT_NAMES[format]} and the organization differ (differences: ${differences.length}). The app says what the organization is.`]),
    `${toolOf(format)} writes to this organization too. Hand it over before both change the same resource (${HAND_OVER_FILE}):`,
    ...handOverSteps(comparison).map((step, index) => `  ${index + 1}. ${step}`),
    ...warnings.map((warning) => `Warning: ${warning}`),
  ].map((line) => `${printable(line)}`);
}

/** The note that the organization was not read. */
export function offlineNote({ format }: ForeignOrganization): string {
  return `The organization was not read. The app and its proof say what ${FORMAT_NAMES[format]} says; FullAWSAccess counts as attached everywhere. Compare the app with "cdk-org diff --live" before you deploy it.`;
}
