import type { DataEditor } from './data-editor';
import { refusePolicy, refuseService } from './refusals';
import type { RowIds } from './row-ids';
import type { Organization, Policy } from '../../model';
import type { PolicyData } from '../data/app-data';
import { type Omissions, reasonOfPolicy, reasonOfService } from '../judge';
import { newKeyOf } from '../policy-rows';
import { prettyJson } from '../pretty-json';
import { managedTags } from '../tag-rows';

/** Takes in policies, services and policy types, which targets use together. */
export class SharedParts {
  constructor(
    private readonly editor: DataEditor, private readonly rowIds: RowIds, private readonly omissions: Omissions,
    private readonly ids: string[],
  ) {}

  /**
   * @param isCompleting whether a policy with a row gets the tags that its row does not have
   * @throws Error if it has a row, or stays outside for a reason
   */
  takePolicy(policy: Policy, isCompleting: boolean): void {
    const row = this.editor.policy(this.rowIds.policy(policy.id) ?? '');
    if (row !== undefined && isCompleting) return this.completePolicy(row, policy);
    refusePolicy(policy, this.rowIds.policy(policy.id) !== undefined, reasonOfPolicy(policy));
    this.addPolicy(policy);
  }

  /** @throws Error if the app has it, or if it stays outside for a reason */
  takeService(name: string): void {
    refuseService(name, this.editor.others.services.trustedServices.includes(name), reasonOfService(name));
    this.editor.setService('trustedServices', name, true);
    this.editor.takeIn('services', (line) => line.startsWith(`${name}: `));
    this.ids.push(name);
  }

  /** @throws Error if the app has it */
  takePolicyType(name: string): void {
    refuseService(name, this.editor.others.services.policyTypes.includes(name), undefined);
    this.enableType(name);
  }

  /** Takes in policies by their IDs, as far as the app does not have them. Those of others are left out. */
  takeAttached(attached: ReadonlySet<string>, { policies }: Organization): void {
    for (const policy of policies) {
      const { id, name } = policy;
      if (!attached.has(id) || this.rowIds.policy(id) !== undefined) continue;
      const reason = reasonOfPolicy(policy);
      if (reason === undefined) {
        this.addPolicy(policy);
      } else {
        this.omissions.add('policy', name, reason);
        this.editor.leaveOut('policies', name, reason);
      }
    }
  }

  private addPolicy(policy: Policy): void {
    const { id, type, name, description, content, tags } = policy;
    const key = newKeyOf(policy, this.editor.others.policies.policies.map((row) => row.key));
    this.enableType(type);
    this.editor.putPolicy({ key, id, adopt: true, type, name, description, tags: managedTags(`policy ${name}`, tags, this.omissions) });
    this.editor.documents.set(key, prettyJson(content));
    this.editor.takeIn('policies', (line) => line.startsWith(`${name}: `));
    this.rowIds.addPolicy(id, key);
    this.ids.push(id);
  }

  private completePolicy(row: PolicyData, { id, name, tags }: Policy): void {
    const all = { ...managedTags(`policy ${name}`, tags, this.omissions), ...row.tags };
    if (Object.keys(all).length === Object.keys(row.tags ?? {}).length) return;
    this.editor.putPolicy({ ...row, tags: all });
    this.ids.push(id);
  }

  private enableType(name: string): void {
    if (this.editor.others.services.policyTypes.includes(name)) return;
    this.editor.setService('policyTypes', name, true);
    this.ids.push(name);
  }
}
