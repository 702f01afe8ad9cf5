import { type Keeping, type KeepingContext, type KeepingOf, NOT_IN_ROWS } from './keeping';
import type { PolicyChange, PolicyReference } from '../../../model';
import type { PolicyData } from '../../data/app-data';
import { prettyJson } from '../../pretty-json';

export const policyKeeping: KeepingOf<PolicyChange['kind']> = {
  policyRenamed: ({ policy, after }, context) => policyEdit(policy, context, (row) => ({ ...row, name: after })),
  policyDescriptionChanged: ({ policy, after }, context) => policyEdit(policy, context, (row) => ({ ...row, description: after })),
  policyStatementsChanged: documentEdit,
  managementPolicyChanged: documentEdit,
  policyRewritten: documentEdit,
  policyRemoved: ({ policy }, { editor, rowIds }) => {
    const key = rowIds.policy(policy.id);
    return key === undefined ? NOT_IN_ROWS : { apply: () => editor.removePolicy(key) };
  },
  policyAdded: () => ({ instead: 'It is not in the code: take it in with "cdk-org adopt", or leave it outside.' }),
};

function policyEdit({ id }: PolicyReference, { editor, rowIds }: KeepingContext, edit: (row: PolicyData) => PolicyData): Keeping {
  const key = rowIds.policy(id);
  return key === undefined ? NOT_IN_ROWS : { apply: () => editor.editPolicy(key, edit) };
}

/** The document as it is in the organization. */
function documentEdit({ policy, after }: { readonly policy: PolicyReference; readonly after: string }, context: KeepingContext): Keeping {
  const { editor, rowIds, places, touched } = context;
  const key = rowIds.policy(policy.id);
  if (key === undefined) return NOT_IN_ROWS;
  return {
    apply: () => {
      editor.documents.set(key, prettyJson(after));
      for (const { target } of places.values()) if (target.attachedPolicies.some(({ id }) => id === policy.id)) touched.add(target.id);
    },
  };
}
