import { page, PageRequest } from '../../protocol/paging';
import { presentAccount } from '../../protocol/presentation';
import { invalidInput, ServiceError } from '../../protocol/service-error';
import { AccountRecord } from '../../store/records';
import { Selection } from '../../store/versioned-table';
import { View } from '../../store/view';
import { Call, reading, writing } from '../operation';
import { masterCannotLeave, removeMember } from '../organization';
import { requireParent, isHiddenFromDescribe, isHiddenFromLists } from '../parents';

export function findAccount(view: View, id: string): AccountRecord {
  const account = view.get('accounts', id);
  if (!account) throw accountNotFound();
  return account;
}

function accountNotFound(): ServiceError {
  return new ServiceError('AccountNotFoundException', "You specified an account that doesn't exist.");
}

function listAccounts(call: Call, request: PageRequest, selection?: Selection): object {
  const { items, next } = page(
    call, request,
    (after) => call.view.scan('accounts', selection, after),
    (account) => (isHiddenFromLists(call, account.id) ? undefined : presentAccount(call, account)),
  );
  return { Accounts: items, ...next };
}

function listAccountsForParent(call: Call, request: PageRequest & { ParentId: string }): object {
  requireParent(call, call.view, request.ParentId);
  return listAccounts(call, request, { index: 'parent', value: request.ParentId });
}

interface MoveAccountRequest {
  readonly AccountId: string;
  readonly SourceParentId: string;
  readonly DestinationParentId: string;
}

function moveAccount(call: Call, { AccountId, SourceParentId, DestinationParentId }: MoveAccountRequest): void {
  const account = findAccount(call.view, AccountId);
  if (DestinationParentId.startsWith('r-') && DestinationParentId !== call.root.id) {
    throw invalidInput('MOVING_ACCOUNT_BETWEEN_DIFFERENT_ROOTS', 'You can move an account only between entities in the same root.');
  }
  if (!call.allViews.every((view) => view.isParent(DestinationParentId))) {
    throw new ServiceError('DestinationParentNotFoundException',
      "We can't find the destination container (a root or OU) that you specified.");
  }
  const { movingToWhereTheAccountIs } = call.readings;
  const sourceIsChecked = movingToWhereTheAccountIs === 'SourceParentNotFoundException' && account.parentId !== SourceParentId;
  if (account.parentId === DestinationParentId && !sourceIsChecked) {
    if (movingToWhereTheAccountIs === 'success') return;
    throw new ServiceError('DuplicateAccountException', 'That account is already present in the specified destination.');
  }
  if (account.parentId !== SourceParentId) {
    throw new ServiceError('SourceParentNotFoundException',
      "We can't find a source root or OU with the account that you specified.");
  }
  call.changes.put('accounts', { ...account, parentId: DestinationParentId });
}

function removeAccountFromOrganization(call: Call, { AccountId }: { AccountId: string }): void {
  if (AccountId === call.organization.managementAccountId) throw masterCannotLeave();
  removeMember(call, AccountId);
}

export const accountOperations = [
  reading('DescribeAccount', 'delegate', (call, { AccountId }: { AccountId: string }) => {
    if (isHiddenFromDescribe(call, AccountId)) throw accountNotFound();
    return { Account: presentAccount(call, findAccount(call.view, AccountId)) };
  }),
  reading('ListAccounts', 'delegate', (call, request: PageRequest) => listAccounts(call, request)),
  reading('ListAccountsForParent', 'delegate', listAccountsForParent),
  writing('MoveAccount', 'management', moveAccount),
  writing('RemoveAccountFromOrganization', 'management', removeAccountFromOrganization),
];
