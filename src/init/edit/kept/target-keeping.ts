import { IN_CODE, type Keeping, type KeepingContext, type KeepingOf, NOT_IN_ROWS } from './keeping';
import type { AccountChange, AccountReference, OrganizationalUnitChange, ParentReference } from '../../../model';
import type { AccountData } from '../../data/app-data';
import { CLOSED } from '../../judge';

export const accountKeeping: KeepingOf<AccountChange['kind']> = {
  accountRenamed: ({ account, after }, context) => accountEdit(account, context, (row) => ({ ...row, name: after })),
  accountEmailChanged: ({ account, after }, context) => accountEdit(account, context, (row) => ({ ...row, email: after })),
  accountMoved: ({ account, to }, context) => {
    const place = context.places.get(to.id);
    if (place === undefined || place.kind === 'account') return NOT_IN_ROWS;
    return accountEdit(account, context, (row) => ({ ...row, unit: context.parents.rowOf(place) }));
  },
  accountRemoved: ({ account }, context) => accountRemoval(account, context),
  accountStateChanged: ({ account, after }, context) => (CLOSED.includes(after)
    ? accountRemoval(account, context, 'it is closed, and AWS removes it after 90 days') : IN_CODE),
  accountAdded: () => ({ instead: 'It is not in the code: take it in with "cdk-org adopt", or leave it outside.' }),
  accountJoined: () => IN_CODE,
};

export const unitKeeping: KeepingOf<OrganizationalUnitChange['kind']> = {
  organizationalUnitRenamed: ({ unit, after }, { editor, rowIds }) => {
    const row = rowIds.unit(unit.id);
    return row === undefined ? NOT_IN_ROWS : { apply: () => editor.editUnit(row, (each) => ({ ...each, name: after })) };
  },
  organizationalUnitRemoved: ({ unit }, context) => unitRemoval(unit, context),
  organizationalUnitMoved: () => ({ instead: 'It is another organizational unit with an ID of its own: take that in with "cdk-org adopt", and edit the code.' }),
  organizationalUnitAdded: () => ({ instead: 'It is not in the code: take it in with "cdk-org adopt", or leave it outside.' }),
};

function accountEdit({ id }: AccountReference, { editor, rowIds }: KeepingContext, edit: (row: AccountData) => AccountData): Keeping {
  const row = rowIds.account(id);
  return row === undefined ? NOT_IN_ROWS : { apply: () => editor.editAccount(row, edit) };
}

/** @param reason why the account is left out from now on; undefined for one that has left the organization */
function accountRemoval({ id, path }: AccountReference, { editor, rowIds }: KeepingContext, reason?: string): Keeping {
  const row = rowIds.account(id);
  if (row === undefined) return NOT_IN_ROWS;
  return {
    apply: () => {
      editor.removeAccount(row);
      if (reason !== undefined) editor.leaveOut('accounts', `${path.replace(/^Root\//, '')} (${id})`, reason);
    },
  };
}

function unitRemoval({ id }: ParentReference, { editor, rowIds }: KeepingContext): Keeping {
  const row = rowIds.unit(id);
  return row === undefined ? NOT_IN_ROWS : { apply: () => editor.removeUnit(row) };
}
