import type { Ways } from './actions-impact';
import { ID_TEXTS } from '../../policy';
import { EXAMPLE_ACCOUNT } from '../../policy/decide';
import { type AccountCase, accountCases } from '../access/account-cases';
import { policiesOn, referencesIn, SymbolicIds } from '../access/symbols';
import type { Organization } from '../organization';

/** Tells apart the accounts that policies name. All others are alike, so that they are judged once. */
export class AccountNames {
  private readonly named: ReadonlySet<string>;
  private readonly symbols: SymbolicIds;
  private readonly unnamed: string;

  constructor(before: Organization, after: Organization) {
    const texts = new Set([before, after].flatMap(({ policies }) => policies.map(({ content }) => content)));
    const namedIn = (text: string) => [...text.match(ID_TEXTS.account) ?? [], ...[...referencesIn(text)].map((reference) => `\${${reference}}`)];
    this.named = new Set([...texts].flatMap(namedIn));
    this.symbols = new SymbolicIds(after);
    let unnamed = Number(EXAMPLE_ACCOUNT);
    while (this.named.has(String(unnamed))) unnamed++;
    this.unnamed = String(unnamed);
  }

  /** Equal for accounts whose requests the policies cannot tell apart by the account. */
  keyOf(id: string): string {
    return this.named.has(id) ? id : String(this.symbols.isSymbol(id));
  }

  casesOf(id: string, { before, after }: Ways): AccountCase[] {
    const isKnownByNone = !this.named.has(id) && !this.symbols.isSymbol(id);
    const sides = [{ levels: before }, { levels: after }];
    return accountCases(isKnownByNone ? this.unnamed : id, this.symbols, policiesOn(sides), this.symbols.context(sides));
  }
}
