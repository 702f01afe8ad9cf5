import { ID_PATTERNS } from '../../contract';
import type { Account, Organization, OrganizationalUnit, Parent, Target } from '../organization';

/** The root, an organizational unit or an account, as a level of policies. */
export interface Place {
  /** `root`, `Workloads/Prod`, and for an account its name. */
  readonly name: string;
  readonly target: Target;
  /** Whether only its ID is known, because the code does not contain what is attached there or what lies above. */
  readonly outside: boolean;
}

/** An account with the places that lead to it. */
export interface PlacedAccount {
  readonly account: Account;
  /** `Workloads/Prod/shop-prod`; the name alone for an account directly below the root. */
  readonly path: string;
  /** From the root down; the last one is the account itself. Accounts share the places that they have in common. */
  readonly places: readonly Place[];
}

/** The root, an organizational unit or an account with the places that lead to it. */
export interface PlacedTarget {
  readonly kind: 'root' | 'organizationalUnit' | 'account';
  readonly target: Target;
  /** `Workloads/Prod`; empty for the root. */
  readonly path: string;
  /** From the root down; the last one is the target itself. Targets share the places that they have in common. */
  readonly places: readonly Place[];
}

/** Every account of an organization, in the order of the tree. */
export function placedAccounts(organization: Organization): PlacedAccount[] {
  return placedTargets(organization).filter(({ kind }) => kind === 'account')
    .map(({ target, path, places }) => ({ account: target as Account, path, places }));
}

/** Every target of an organization, in the order of the tree. */
export function placedTargets({ root }: Organization): PlacedTarget[] {
  // Code that does not create the organization knows no root; units whose parent is outside stand below a root without an ID.
  const places = root.id === '' ? [] : [{ name: 'root', target: root, outside: false }];
  const found: PlacedTarget[] = root.id === '' ? [] : [{ kind: 'root', target: root, path: '', places }];
  addBelow(root, '', places, found);
  return found;
}

function addBelow(parent: Parent, path: string, places: readonly Place[], found: PlacedTarget[]): void {
  for (const account of parent.accounts) {
    const place = { name: account.name, target: account, outside: false };
    found.push({ kind: 'account', target: account, path: path + account.name, places: [...places, place] });
  }
  for (const unit of parent.organizationalUnits) {
    const name = path + unit.name;
    // Above a unit outside the code, only the root is known, if the code has it: an organization has one root.
    const inside = [...places, { name, target: unit, outside: isOutside(unit) }];
    found.push({ kind: 'organizationalUnit', target: unit, path: name, places: inside });
    addBelow(unit, `${name}/`, inside, found);
  }
}

function isOutside({ id, name }: OrganizationalUnit): boolean {
  return id === name && (ID_PATTERNS.organizationalUnit.test(id) || ID_PATTERNS.root.test(id) || id.startsWith('${'));
}
