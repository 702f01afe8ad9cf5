import { joined, numberText, own, type Phrase, phrase } from './phrase';
import { count } from './words';
import type { AffectedPrincipal, AffectedUse, Bounds, ReplayResult, UnmappedRecords } from '../../trail';

/** So many statements, or keys, are named in one line. */
export const NAMED_IN_LINE = 3;

/** `12 to 40 calls`; one number where nothing is open. */
export function boundsText({ atLeast, atMost }: Bounds): string {
  return atLeast === atMost ? count(atMost, 'call') : `${numberText(atLeast)} to ${count(atMost, 'call')}`;
}

/** `of 1,234 recorded calls (2026-11-01 to 2026-11-29), 12 to 40 calls that passed would be denied, 3 calls would be allowed`. */
export function replaySentence({ calls, from, to, newlyDenied, newlyAllowed }: ReplayResult): string {
  const days = from === undefined || to === undefined ? '' : ` (${from.slice(0, 10)} to ${to.slice(0, 10)})`;
  const effects = [
    ...(newlyDenied.atMost > 0 ? [`${boundsText(newlyDenied)} that passed would be denied`] : []),
    ...(newlyAllowed.atMost > 0 ? [`${boundsText(newlyAllowed)} would newly be allowed`] : []),
  ];
  return `of ${count(calls, 'recorded call')}${days}, ${effects.length > 0 ? effects.join(', and ') : 'the policies treat all as before'}`;
}

/** Notes on how far the replay can be trusted. */
export function replayNotes({ records, calls, contradicted, unmapped }: ReplayResult): string[] {
  const left = records - calls;
  return [
    ...(left === 0 ? [] : [`${count(left, 'record')} of ${numberText(records)} ${left === 1 ? 'is' : 'are'} not judged, for ${count(unmapped.length, 'reason')}.`]),
    ...(contradicted === 0 ? [] : [`${count(contradicted, 'call')} passed although the policies before the change deny ${contradicted === 1 ? 'it' : 'them'}: other policies were in force then.`]),
  ];
}

/** The affected principals by their organizational unit, the units in the order of their most affected principal. */
export function replayUnits({ principals }: ReplayResult): { readonly unit: string; readonly principals: readonly AffectedPrincipal[] }[] {
  const units = new Map<string, AffectedPrincipal[]>();
  for (const principal of principals) {
    const unit = units.get(principal.organizationalUnit) ?? [];
    unit.push(principal);
    units.set(principal.organizationalUnit, unit);
  }
  return [...units].map(([unit, inUnit]) => ({ unit, principals: inUnit }));
}

/** `role/Developer in Workloads/Prod/shop-prod (111122223333)`. */
export function principalPhrase(affected: AffectedPrincipal): Phrase {
  return phrase`${principalName(affected)} in ${affected.account} (${affected.accountId})`;
}

/** `role/Developer`: an ARN without the account, and other principals as they are. */
export function principalName({ principal }: Pick<AffectedPrincipal, 'principal'>): string {
  const [, short = principal] = /^arn:[^:]*:(?:iam|sts)::\d*:(.+)$/s.exec(principal) ?? [];
  return short;
}

/** `newly denied s3:GetObject: 12 to 40 calls, the last 2026-11-20T10:15:30Z`. */
export function usePhrase({ direction, action, calls, refused, lastUse }: AffectedUse): Phrase {
  return joined([
    phrase`${own(direction === 'denied' ? 'newly denied' : 'newly allowed')} ${action}: ${own(boundsText(calls))}`,
    ...(refused === 0 ? [] : [own(`${numberText(refused)} of them refused when recorded`)]),
    ...(lastUse === undefined ? [] : [phrase`the last ${lastUse}`]),
  ]);
}

/** `by DenyX of x at Workloads, such as arn:aws:s3:::a/b; it depends on aws:ViaAWSService`. Empty if there is nothing to say. */
export function useReasonPhrase({ direction, resource, dependsOn, statements }: AffectedUse): Phrase {
  const parts: Phrase[] = [
    ...(statements.length === 0 ? [] : [phrase`${own(direction === 'denied' ? 'by' : 'before by')} ${named(statements)}`]),
    ...(resource === undefined || resource === '*' ? [] : [phrase`such as ${resource}`]),
  ];
  const open = phrase`it depends on ${named(dependsOn)}`;
  return dependsOn.length === 0 ? joined(parts) : joined([...(parts.length === 0 ? [] : [joined(parts)]), open], '; ');
}

function named(texts: readonly string[]): Phrase {
  const shown = joined(texts.slice(0, NAMED_IN_LINE).map((text) => phrase`${text}`));
  return texts.length <= NAMED_IN_LINE ? shown : [...shown, ...own(` and ${texts.length - NAMED_IN_LINE} more`)];
}

/** `signin.amazonaws.com ConsoleLogin: 12 records, signing in to the console needs no permission`. */
export function unmappedPhrase({ event, reason, records }: UnmappedRecords): Phrase {
  return phrase`${event}: ${own(count(records, 'record'))}, ${reason}`;
}
