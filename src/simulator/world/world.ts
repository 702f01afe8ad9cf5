import { defaultPolicy } from './aws-managed-policies';
import { Changes } from './changes';
import { Random } from './random';
import { Settings } from './settings';
import { Surroundings } from './surroundings';
import { LATE_DEFAULT_POLICY_MS } from '../readings/delays';
import type { OrganizationState } from '../state/simulator-state';
import { loadStore, saveStore } from '../state/store-state';
import { AttachmentRecord, KnownAccountRecord } from '../store/records';
import { Replicas } from '../store/replicas';
import { attachmentKey, Store } from '../store/store';
import { View } from '../store/view';

/** A new organizational unit or account that gets the default policies of the enabled types later. */
interface LateDefaultPolicies {
  readonly targetId: string;
  /** Default policies of the types that were enabled when the target was created. Enabling another type attaches its own. */
  readonly policyIds: readonly string[];
  readonly dueAt: number;
}

/** An organization, or the account that can have one, with its surroundings. */
export class World {
  readonly store: Store;
  readonly replicas: Replicas;
  /** The latest state, without lag. */
  readonly truth: View;
  /** Late default policies, in the order in which they are due. A saved state has them already. */
  readonly lateDefaultPolicies: LateDefaultPolicies[] = [];
  /** Since when somebody tries to create the organization, since the start or the last reset. */
  firstCreationAt?: number;

  constructor(readonly surroundings: Surroundings, readonly managementAccount: KnownAccountRecord, contents: OrganizationState) {
    this.store = loadStore(contents, surroundings.store);
    this.replicas = new Replicas(this.store, this.readRandom, this.settings.lagMs);
    this.truth = new View(this.store);
  }

  get settings(): Settings {
    return this.surroundings.settings;
  }

  get addressesTakenElsewhere(): Set<string> {
    return this.surroundings.addressesTakenElsewhere;
  }

  get random(): Random {
    return this.surroundings.random;
  }

  get readRandom(): Random {
    return this.surroundings.readRandom;
  }

  /** The latest state of some time ago, as far as `retentionMs` goes back. */
  past(now: number, ms: number): View {
    return new View(this.store, () => now - ms);
  }

  /**
   * A new organizational unit or account gets the default policy of each enabled type, at once or later.
   * Source: User Guide, "Service control policies".
   */
  attachDefaultPolicies(changes: Changes, targetId: string, now: number): void {
    const policyIds = this.defaultPolicyIds();
    if (this.settings.readings.defaultPolicyOfNewTargets === 'atOnce') {
      for (const policyId of policyIds) changes.put('attachments', { policyId, targetId });
    } else {
      this.lateDefaultPolicies.push({ targetId, policyIds, dueAt: now + LATE_DEFAULT_POLICY_MS });
    }
  }

  /** Attachments that a target still waits for; of types that were disabled in between there are none. */
  missingDefaultAttachments({ targetId, policyIds }: Pick<LateDefaultPolicies, 'targetId' | 'policyIds'>): AttachmentRecord[] {
    if (!this.truth.isTarget(targetId)) return [];
    const enabled = this.defaultPolicyIds();
    const missing = policyIds.filter((id) => enabled.includes(id) && !this.truth.get('attachments', attachmentKey(id, targetId)));
    return missing.map((policyId) => ({ policyId, targetId }));
  }

  private defaultPolicyIds(): string[] {
    return this.truth.list('policyTypes').flatMap(({ type, status }) => (status === 'ENABLED' ? defaultPolicy(type)?.id ?? [] : []));
  }

  /** The organization and everything in it, to be saved. */
  contents(): OrganizationState {
    const saved = saveStore(this.truth);
    return {
      ...saved,
      attachments: [...saved.attachments, ...this.lateDefaultPolicies.flatMap((late) => this.missingDefaultAttachments(late))],
    };
  }
}
