import type { IConstruct } from 'constructs';
import { MANAGEMENT_ACCOUNT } from '../app-rules';
import { problem } from '../problem';
import { warn } from '../rule-page';

/** Source: AWS Organizations User Guide, "Service control policies (SCPs)" and "Resource control policies (RCPs)". */
const WITHOUT_EFFECT = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];

/** Warns of policies attached to the management account that have no effect there. */
export function warnOfManagementAccount(target: IConstruct, policies: readonly { readonly path: string; readonly type: string }[]): void {
  for (const { path, type } of policies.filter((policy) => WITHOUT_EFFECT.includes(policy.type))) {
    warn(target, MANAGEMENT_ACCOUNT.id, problem({
      wrong: `A ${type} has no effect on the management account`,
      given: path,
      remedy: 'Attach it to the root, to an organizational unit or to another account; work as little as possible in the management account',
    }));
  }
}
