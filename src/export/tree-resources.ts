import type { Expression } from './hcl';
import { exportedTags, NOT_NAMED, reasonOfAccount, reasonOfUnit } from './judge';
import { uniqueNames } from './names';
import { MANAGEMENT_ACCOUNT_ID, ROOT_ID } from './organization-resources';
import { attributeOf, tagsAttribute, type TerraformResource } from './resources';
import { RESERVED_TAG_PREFIX } from '../contract';
import type { Omissions } from '../init';
import type { Account, Organization, OrganizationalUnit, Parent, Root, Tags } from '../model';

/** A target of policies as the configuration refers to it. */
export interface Place {
  readonly target: Root | OrganizationalUnit | Account;
  /** Names from the root down, for readers. */
  readonly path: readonly string[];
  /** A reference, or the ID of a target without a resource; undefined for an account that is not exported. */
  readonly id?: Expression | string;
  /** The name of its resource, or a name in its place. */
  readonly name: string;
}

interface Found<T> {
  readonly item: T;
  readonly path: readonly string[];
  readonly parentId: string;
}

const UNIT = 'aws_organizations_organizational_unit';
const ACCOUNT = 'aws_organizations_account';
/** The provider creates an account again where one of these changes, and it does not read the last two. */
const IGNORED = ['email', 'iam_user_access_to_billing', 'role_name'];

/** The resources of OUs, each after the one above it, and of accounts. */
export class TreeResources {
  readonly resources: readonly TerraformResource[];
  private readonly found = new Map<string, Place>();

  /** @param isNamed whether an ID is one of those to export */
  constructor(organization: Organization, omissions: Omissions, private readonly isNamed: (id: string) => boolean) {
    const { root } = organization;
    const [units, accounts]: [Found<OrganizationalUnit>[], Found<Account>[]] = [[], []];
    collect(root, [], units, accounts);
    this.found.set(root.id, { target: root, path: ['Root'], id: ROOT_ID, name: 'root' });
    noteTags('Root', root.tags, omissions);
    this.resources = [...this.unitResources(units, omissions), ...this.accountResources(accounts, organization, omissions)];
  }

  get places(): ReadonlyMap<string, Place> {
    return this.found;
  }

  private unitResources(units: readonly Found<OrganizationalUnit>[], omissions: Omissions): TerraformResource[] {
    const names = namesOf(units);
    return units.flatMap(({ item, path, parentId }): TerraformResource[] => {
      const { id, tags } = item;
      const name = names.get(id)!;
      const reason = reasonOfUnit(item) ?? (this.isNamed(id) ? undefined : `${NOT_NAMED}; its ID stands in its place`);
      this.found.set(id, { target: item, path, name, id: reason === undefined ? attributeOf({ type: UNIT, name }, 'id') : id });
      if (reason === undefined) {
        const attributes = { name: item.name, parent_id: this.found.get(parentId)!.id, tags: tagsAttribute(exportedTags(tags)) };
        return [{ file: 'organizational_units.tf', type: UNIT, name, importId: id, attributes, isProtected: true }];
      }
      omissions.add('organizationalUnit', `${path.join('/')} (${id})`, reason);
      return [];
    });
  }

  private accountResources(accounts: readonly Found<Account>[], organization: Organization, omissions: Omissions): TerraformResource[] {
    const names = namesOf(accounts);
    return accounts.flatMap(({ item, path, parentId }): TerraformResource[] => {
      const { id, email, tags } = item;
      const name = names.get(id)!;
      const reason = reasonOfAccount(item, organization) ?? (this.isNamed(id) ? undefined : NOT_NAMED);
      if (reason === undefined) {
        this.found.set(id, { target: item, path, name, id: attributeOf({ type: ACCOUNT, name }, 'id') });
        const attributes = { name: item.name, email, parent_id: this.found.get(parentId)!.id, tags: tagsAttribute(exportedTags(tags)) };
        return [{ file: 'accounts.tf', type: ACCOUNT, name, importId: id, attributes, ignoredChanges: IGNORED, isProtected: true }];
      }
      const isManagement = id === organization.managementAccountId;
      this.found.set(id, isManagement ? { target: item, path, name: 'management_account', id: MANAGEMENT_ACCOUNT_ID } : { target: item, path, name });
      omissions.add('account', `${path.join('/')} (${id})`, reason);
      if (isManagement) noteTags(path.join('/'), tags, omissions);
      return [];
    });
  }
}

/** The root has no resource, and the management account has none here. Tags of this library are of no use there after the hand-over. */
function noteTags(subject: string, tags: Tags, omissions: Omissions): void {
  for (const key of Object.keys(tags)) {
    omissions.add('tag', `${key} of ${subject}`, key.startsWith(RESERVED_TAG_PREFIX)
      ? 'it has no resource; remove the tag by hand after the hand-over' : 'it has no resource; the tag stays');
  }
}

function collect(parent: Parent, path: readonly string[], units: Found<OrganizationalUnit>[], accounts: Found<Account>[]): void {
  for (const item of parent.accounts) accounts.push({ item, path: [...path, item.name], parentId: parent.id });
  for (const item of parent.organizationalUnits) {
    const here = [...path, item.name];
    units.push({ item, path: here, parentId: parent.id });
    collect(item, here, units, accounts);
  }
}

function namesOf(found: readonly Found<OrganizationalUnit | Account>[]): Map<string, string> {
  return uniqueNames(found.map(({ item: { id, name }, path }) => ({ id, candidates: [name, path.join(' ')] })));
}
