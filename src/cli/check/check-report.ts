import { explainLine } from './explain-line';
import type { CheckedAccounts, CheckedInvariant, ExemptionNote, RolloutNote, Verdict } from '../../model';
import { requestInWords } from '../../policy/decide';
import { endedExemptions, exemptionPhrase, exemptionsTitle, plainText, rolloutPhrase, rolloutsTitle } from '../../report';
import { type AccountCount, accountPlaces, countAccounts } from '../explain/account-places';
import { colors } from '../output/colors';
import { printable } from '../output/printable';

type Kind = Verdict['kind'];

const KINDS: readonly Kind[] = ['refuted', 'undecided', 'proved'];
const HEADINGS: Readonly<Record<Kind, string>> = { refuted: 'REFUTED', undecided: 'UNDECIDED', proved: 'PROVED' };
const PAINT: Readonly<Record<Kind, (text: string) => string>> = { refuted: colors.red, undecided: colors.yellow, proved: colors.green };

/** The verdict of an invariant: that of its worst accounts. */
export function worstOf({ groups }: CheckedInvariant): Kind {
  return KINDS.find((kind) => groups.some(({ verdict }) => verdict.kind === kind)) ?? 'proved';
}

export function countsOf(checked: readonly CheckedInvariant[]): Record<Kind, number> {
  const count = (kind: Kind) => checked.filter((each) => worstOf(each) === kind).length;
  return { proved: count('proved'), refuted: count('refuted'), undecided: count('undecided') };
}

/** Descriptions in code that are no part of the organization. */
export interface NotesOfCode {
  readonly exemptions: readonly ExemptionNote[];
  readonly rollouts: readonly RolloutNote[];
}

/** @param source the argument that names the organization in a command */
export function checkReport(checked: readonly CheckedInvariant[], { exemptions, rollouts }: NotesOfCode, source: string): string {
  const { proved, refuted, undecided } = countsOf(checked);
  const sections = checked.map((each) => {
    const worst = worstOf(each);
    const all = countAccounts(each.groups.flatMap(({ accounts }) => accounts.map(({ path }) => path)));
    const lines = alike(each.groups).flatMap((group) => groupLines(group, all, source));
    return [`${PAINT[worst](HEADINGS[worst].padEnd(10))}${colors.bold(printable(each.invariant.name))}`, ...lines].join('\n');
  });
  return `${[...sections, ...rolloutsSection(rollouts), ...exemptionsSection(exemptions)].join('\n\n')}\n\n${proved} proved, ${refuted} refuted, ${undecided} undecided\n`;
}

function exemptionsSection(exemptions: readonly ExemptionNote[]): string[] {
  if (exemptions.length === 0) return [];
  const paint = endedExemptions({ exemptions }).length > 0 ? colors.red : (text: string) => text;
  return [[paint(colors.bold(exemptionsTitle(exemptions))), ...exemptions.map((each) => `  ${printable(plainText(exemptionPhrase(each)))}`)].join('\n')];
}

function rolloutsSection(rollouts: readonly RolloutNote[]): string[] {
  if (rollouts.length === 0) return [];
  return [[colors.bold(rolloutsTitle(rollouts)), ...rollouts.map((each) => `  ${printable(plainText(rolloutPhrase(each)))}`)].join('\n')];
}

/** Accounts whose verdicts read alike but for the account itself, together. */
function alike(groups: readonly CheckedAccounts[]): CheckedAccounts[] {
  const together = new Map<string, CheckedAccounts>();
  for (const group of groups) {
    const { accounts: [{ account }], verdict } = group;
    const told = verdict.kind === 'refuted' ? requestInWords(verdict.witness).replaceAll(account.id, '') : verdict.kind === 'undecided' ? verdict.reasons : [];
    const key = JSON.stringify([verdict.kind, told]);
    const known = together.get(key);
    together.set(key, known === undefined ? group : { ...known, accounts: [...known.accounts, ...group.accounts] });
  }
  return [...together.values()];
}

function groupLines({ accounts, verdict }: CheckedAccounts, all: AccountCount, source: string): string[] {
  const places = accountPlaces(accounts.map(({ path }) => path), all);
  switch (verdict.kind) {
    case 'proved': return [`  holds in ${places}`];
    case 'undecided': return [`  not decided in ${places}`, ...verdict.reasons.map((reason) => `    ${printable(reason)}`)];
    case 'refuted': return [
      `  does not hold in ${places}`,
      `    ${printable(requestInWords(verdict.witness))}`,
      colors.dim(`    ${printable(explainLine(accounts[0], verdict.witness, source))}`),
    ];
  }
}

/** The same for programs. Its schema is docs/check.schema.json. */
export function checkJson(checked: readonly CheckedInvariant[], { exemptions, rollouts }: NotesOfCode, source: string): object {
  return {
    version: 1,
    counts: countsOf(checked),
    invariants: checked.map((each) => ({
      name: each.invariant.name,
      verdict: worstOf(each),
      groups: each.groups.map(({ accounts, verdict }) => ({
        accounts: accounts.map(({ path, account }) => ({ path, id: account.id })),
        verdict: verdict.kind,
        ...(verdict.kind === 'undecided' ? { reasons: verdict.reasons } : {}),
        ...(verdict.kind === 'refuted' ? {
          request: verdict.witness, sentence: requestInWords(verdict.witness), explain: explainLine(accounts[0], verdict.witness, source),
        } : {}),
      })),
    })),
    ...(exemptions.length === 0 ? {} : { exemptions }),
    ...(rollouts.length === 0 ? {} : { rollouts }),
  };
}
