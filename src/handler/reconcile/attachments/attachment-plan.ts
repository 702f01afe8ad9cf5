/**
 * The order in which policies are attached to and detached from one target, as a value.
 *
 * Missing policies are attached first, in their order; then policies are detached. If that needs more slots than the target has, policies
 * are swapped one by one. Before all new policies are attached, only a policy that `keepsProtection` accepts may be detached. The plan
 * prefers to attach the policy that frees most of the others. A deferred policy is detached only if its slot is needed. The default of the
 * type is the first to return and the last to be detached, and only after a desired policy is attached. It also keeps the number of
 * policies from falling below the minimum.
 * Source: AWS Organizations User Guide, "Quotas and service limits" (slots) and "Attaching and detaching SCPs" (at least one).
 */
export interface AttachmentPlanInput {
  readonly attached: readonly string[];
  /** IDs in the order of attaching. */
  readonly desired: readonly string[];
  /** Attached policies that have to be detached. */
  readonly toDetach: readonly string[];
  /** Policies among `toDetach` that may stay until later. */
  readonly deferred?: readonly string[];
  readonly slots: number;
  readonly least: number;
  readonly byDefault?: string;
  /** Whether a set of policies denies all actions that have to be denied throughout. */
  readonly keepsProtection: (present: ReadonlySet<string>) => boolean;
}

export interface AttachmentStep {
  readonly change: 'attach' | 'detach';
  readonly policyId: string;
}

export type AttachmentPlan =
  | { readonly steps: readonly AttachmentStep[]; readonly stuck?: undefined }
  /** `slots`: no policy may be detached. `protection`: any policy that could be detached first denies an action that has to stay denied. */
  | { readonly steps?: undefined; readonly stuck: 'slots' | 'protection' };

export function planAttachments(input: AttachmentPlanInput): AttachmentPlan {
  const { desired, deferred = [], slots, least, byDefault, keepsProtection } = input;
  const present = new Set(input.attached);
  const steps: AttachmentStep[] = [];
  const missing = defaultFirst(desired.filter((id) => !present.has(id)), byDefault);
  const rank = (id: string) => (id === byDefault ? 2 : Number(deferred.includes(id)));
  const toDetach = [...input.toDetach].sort((one, other) => rank(one) - rank(other));

  const attach = (policyId: string) => {
    present.add(policyId);
    steps.push({ change: 'attach', policyId });
  };
  const detach = (policyId: string) => {
    present.delete(policyId);
    steps.push({ change: 'detach', policyId });
  };
  const mayBeReplaced = (id: string) => id !== byDefault || desired.some((each) => present.has(each));
  const mayGoEarly = (id: string) => {
    const rest = new Set(present);
    rest.delete(id);
    return mayBeReplaced(id) && rest.size >= least && keepsProtection(rest);
  };
  const freedBy = (id: string) => {
    present.add(id);
    const freed = toDetach.filter(mayGoEarly).length;
    present.delete(id);
    return freed;
  };
  const next = () => {
    if (present.size + missing.length <= slots || missing[0] === byDefault) return missing[0];
    return missing.reduce((best, id) => (freedBy(id) > freedBy(best) ? id : best));
  };

  while (missing.length > 0) {
    if (present.size >= slots) {
      const victim = toDetach.find(mayGoEarly);
      if (victim === undefined) return { stuck: toDetach.some(mayBeReplaced) ? 'protection' : 'slots' };
      toDetach.splice(toDetach.indexOf(victim), 1);
      detach(victim);
    }
    const policyId = next();
    missing.splice(missing.indexOf(policyId), 1);
    attach(policyId);
  }
  for (const policyId of toDetach.filter((id) => mayBeReplaced(id) && !deferred.includes(id))) {
    if (byDefault !== undefined && present.size <= least && !present.has(byDefault)) attach(byDefault);
    detach(policyId);
  }
  return { steps };
}

function defaultFirst(ids: readonly string[], byDefault?: string): string[] {
  return [...ids.filter((id) => id === byDefault), ...ids.filter((id) => id !== byDefault)];
}
