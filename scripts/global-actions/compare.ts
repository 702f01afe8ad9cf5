import type { GlobalActionGroup, LeftOutAction } from '../../src/constructs/guardrails/accounts/global-actions';
import { actionsMatching } from '../../src/policy/actions';

interface PolicyStatement {
  readonly NotAction?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** How the own list differs from a published one. */
export interface ListComparison {
  /** Entries of the published list that the own list lacks, without a reason. */
  readonly onlyThere: readonly string[];
  readonly leftOut: readonly LeftOutAction[];
  /** Own entries that the published list lacks, by source. */
  readonly onlyHere: readonly GlobalActionGroup[];
}

/** The actions that a policy exempts where it denies Regions. */
export function exemptActionsOf(text: string, file: string): string[] {
  const { Statement: statements } = JSON.parse(text) as { readonly Statement?: PolicyStatement | readonly PolicyStatement[] };
  const exempt = [statements ?? []].flat().filter(deniesRegions).flatMap(({ NotAction = [] }) => [NotAction].flat());
  if (exempt.length > 0) return exempt;
  throw new Error(`No statement has both NotAction and a condition on aws:RequestedRegion (given: ${file}). Give a policy that denies Regions.`);
}

function deniesRegions({ Condition: condition = {} }: PolicyStatement): boolean {
  return Object.values(condition).some((keys) => Object.keys(keys).some((key) => key.toLowerCase() === 'aws:requestedregion'));
}

/** Compares by the actions that the entries match, so that `s3:GetAccountPublic*` covers `s3:GetAccountPublicAccessBlock`. */
export function compareLists(
  published: readonly string[], groups: readonly GlobalActionGroup[], leftOut: readonly LeftOutAction[],
): ListComparison {
  const own = groups.flatMap(({ actions }) => actions);
  const reasons = new Map(leftOut.map((entry) => [entry.action, entry]));
  const missing = missingFrom(own, published);
  return {
    onlyThere: missing.filter((entry) => !reasons.has(entry)),
    leftOut: missing.flatMap((entry) => reasons.get(entry) ?? []),
    onlyHere: groups.map(({ source, actions }) => ({ source, actions: missingFrom(published, actions) }))
      .filter(({ actions }) => actions.length > 0),
  };
}

/** Entries that a list does not cover. Of an entry that matches no known action, the text itself must be in the list. */
function missingFrom(list: readonly string[], entries: readonly string[]): string[] {
  const covered = new Set(list.flatMap((entry) => actionsMatching(entry)));
  return entries.filter((entry) => {
    const actions = actionsMatching(entry);
    return actions.length === 0 ? !list.includes(entry) : !actions.every((action) => covered.has(action));
  });
}
