import { numberText } from './phrase';
import { count } from './words';
import type { Change } from '../../model';

/** The number of clauses in the headline before the rest becomes a number. */
const CLAUSES = 4;

/** The first match counts a change. The most important stand first. */
const SUBJECTS: readonly { readonly noun: string; readonly was: string; readonly is: RegExp }[] = [
  { noun: 'account', was: 'no longer in the organization', is: /^accountRemoved$/ },
  { noun: 'account', was: 'in another state', is: /^accountStateChanged$/ },
  { noun: 'account', was: 'moved', is: /^accountMoved$/ },
  { noun: 'organizational unit', was: 'deleted', is: /^organizationalUnitRemoved$/ },
  { noun: 'policy', was: 'deleted', is: /^policyRemoved$/ },
  { noun: 'policy', was: 'edited', is: /^(policyStatements|managementPolicy|policyDescription)Changed$|^policyRewritten$/ },
  { noun: 'policy', was: 'detached', is: /^(detached|fullAwsAccessDetached)$/ },
  { noun: 'policy', was: 'attached', is: /^(attached|fullAwsAccessReturned)$/ },
  { noun: 'organizational unit', was: 'created again elsewhere', is: /^organizationalUnitMoved$/ },
  { noun: 'organizational unit', was: 'renamed', is: /^organizationalUnitRenamed$/ },
  { noun: 'policy', was: 'renamed', is: /^policyRenamed$/ },
  { noun: 'account', was: 'renamed or given another address', is: /^account(Renamed|EmailChanged)$/ },
  { noun: 'setting', was: 'of the organization changed', is: /^(featureSet|policyType|trustedAccess|delegated)/ },
  { noun: 'account', was: 'added', is: /^accountAdded$/ },
  { noun: 'organizational unit', was: 'added', is: /^organizationalUnitAdded$/ },
  { noun: 'policy', was: 'added', is: /^policyAdded$/ },
  { noun: 'tag', was: 'changed', is: /^tag/ },
];

/** `Changed outside the code: 1 account moved, 2 policies detached`. */
export function driftHeadline(changes: readonly Change[]): string {
  const clauses = SUBJECTS.map(({ noun, was }, index) => (
    { noun, was, number: changes.filter(({ kind }) => SUBJECTS.findIndex(({ is }) => is.test(kind)) === index).length }))
    .filter(({ number }) => number > 0);
  const shown = clauses.length > CLAUSES ? clauses.slice(0, CLAUSES - 1) : clauses;
  const others = changes.length - shown.reduce((sum, { number }) => sum + number, 0);
  return `Changed outside the code: ${[
    ...shown.map(({ number, noun, was }) => `${count(number, noun)} ${was}`),
    ...(others > 0 ? [`${numberText(others)} more`] : []),
  ].join(', ')}`;
}
