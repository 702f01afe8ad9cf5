import type { Proof } from './proof';
import type { AppRows, LeftOut, LeftOutKind, StackName } from '../../init';
import { colors } from '../output/colors';
import { printable } from '../output/printable';

const NOUNS: Readonly<Record<LeftOutKind, readonly [one: string, more: string]>> = {
  account: ['account', 'accounts'],
  organizationalUnit: ['organizational unit', 'organizational units'],
  policy: ['policy', 'policies'],
  attachment: ['attachment', 'attachments'],
  tag: ['tag', 'tags'],
  trustedService: ['trusted service', 'trusted services'],
  delegatedAdministrator: ['delegated administrator', 'delegated administrators'],
  invitation: ['invitation', 'invitations'],
  accountSettings: ['account with contacts or Regions', 'accounts with contacts or Regions'],
  resourcePolicy: ['resource policy', 'resource policies'],
  allowList: ['target without FullAWSAccess', 'targets without FullAWSAccess'],
};
const NAMED = 5;

/** The folder that was written, with the numbers of its files and rows. */
export function writtenText(folder: string, { accounts, units, policies }: AppRows, files: number): string {
  const counts = [
    `${accounts.length} account${accounts.length === 1 ? '' : 's'}`, `${units.length} organizational unit${units.length === 1 ? '' : 's'}`,
    `${policies.length} polic${policies.length === 1 ? 'y' : 'ies'}`,
  ];
  return `${colors.bold('Written')}  ${printable(folder)}: ${files} files, ${counts.join(', ')}\n`;
}

/** The name of the stack, if it is not the usual one. */
export function stackText({ stackName, reason }: StackName): string {
  return reason === undefined ? '' : `${colors.bold('Stack')}    ${stackName} (${reason})\n`;
}

/** The parts that were left out, by kind and reason, with the first names. The README that is written has all of them. */
export function leftOutText({ leftOut }: Pick<AppRows, 'leftOut'>): string {
  if (leftOut.length === 0) return '';
  const groups = new Map<string, LeftOut[]>();
  for (const each of leftOut) groups.set(`${each.kind} ${each.reason}`, [...groups.get(`${each.kind} ${each.reason}`) ?? [], each]);
  const lines = [...groups.values()].map((found) => {
    const [{ kind, reason }] = found;
    const more = found.length > NAMED ? ` and ${found.length - NAMED} more` : '';
    const names = found.slice(0, NAMED).map(({ subject }) => subject).join(', ');
    return `  ${printable(`${found.length} ${NOUNS[kind][found.length === 1 ? 0 : 1]} (${reason}): ${names}${more}`)}`;
  });
  return `${[colors.bold('Left out'), ...lines].join('\n')}\n`;
}

/** A note if an app manages no account, no organizational unit and no policy, with what to do. */
export function emptyNotes({ accounts, units, policies, leftOut }: AppRows): string[] {
  if (accounts.length + policies.length + units.filter(({ isOutside }) => !isOutside).length > 0) return [];
  const left = leftOut.filter(({ kind }) => ['account', 'organizationalUnit', 'policy'].includes(kind));
  if (left.length <= 1) {
    return ['The organization has only its management account, so the app has no rows yet. Add the row of a new account to data/accounts.json, as README.md says.'];
  }
  return ['The app manages no account, no organizational unit and no policy: all of them are left out for the reasons above. '
    + 'Remove an owner tag or hand a part over first, then take it in with "cdk-org adopt"; or change the organization where it is managed now.'];
}

/** @param said the words for what the code was compared with */
export function proofText({ takenOver, differences, deviations, ownerTagCalls, virtualSeconds }: Proof, said = 'what was read'): string {
  return [
    `${colors.bold('Compared')}  ${differences.length === 0 ? colors.green(`The code says ${said}. It takes over ${takenOver} accounts, organizational units and policies.`) : colors.red(`The code differs from ${said}:`)}`,
    ...differences.map((each) => `  ${printable(each)}`),
    `${colors.bold('Rehearsed')}  ${deviations.length === 0
      ? colors.green(`The first deployment only writes owner tags: TagResource ${ownerTagCalls}. Virtual duration ${Math.round(virtualSeconds)} s.`)
      : colors.red('The first deployment does more than write owner tags:')}`,
    ...deviations.map((each) => `  ${printable(each)}`),
  ].join('\n').concat('\n');
}
