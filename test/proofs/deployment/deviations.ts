import type { Effect } from './effects';

/** An effect of the head that is not one of the base. */
export interface Difference {
  readonly identity: string;
  /** The fields that differ, with what they were and are. */
  readonly fields: Readonly<Record<string, readonly [before: unknown, after: unknown]>>;
  readonly words: readonly string[];
}

/** The effects of a deployment of the head that one of the base does not have. An effect that is no longer there is no difference. */
export function differencesBetween(base: readonly Effect[], head: readonly Effect[]): Difference[] {
  return head.flatMap((effect): Difference[] => {
    const same = base.filter(({ identity }) => identity === effect.identity);
    if (same.some(({ fields }) => text(fields) === text(effect.fields))) return [];
    const before = same[0]?.fields;
    const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(effect.fields)])]
      // A resource that leaves its template is deleted, unless it is retained: that is an effect.
      .filter((name) => before === undefined || text(before[name]) !== text(effect.fields[name]));
    const { identity, words } = effect;
    return [{ identity, words, fields: Object.fromEntries(names.map((name) => [name, [before?.[name], effect.fields[name]] as const])) }];
  });
}

/** The answer of a gate: it refuses, or says what it has to say as one text. */
export type Verdict = { readonly refused: string } | { readonly named: string };

/** The differences about which a gate is silent. */
export function silentDifferences(differences: readonly Difference[], verdict: Verdict): Difference[] {
  if ('refused' in verdict) return [];
  return differences.filter(({ words }) => !words.some((word) => mentions(verdict.named, word)));
}

/** A difference in few words. */
export function summary({ identity, fields }: Difference): string {
  const lines = Object.entries(fields).map(([name, [before, after]]) => `  ${name}: ${short(before)} → ${short(after)}`);
  return [identity, ...lines.slice(0, 4)].join('\n');
}

/** Whether a JSON text has a word that is not part of a longer one: `Org` is not in `Organization`. */
function mentions(json: string, word: string): boolean {
  const inJson = JSON.stringify(word).slice(1, -1);
  for (let at = json.indexOf(inJson); at >= 0; at = json.indexOf(inJson, at + 1)) {
    if (!/\w/.test(json[at - 1] ?? '') && !/\w/.test(json[at + inJson.length] ?? '')) return true;
  }
  return false;
}

function short(value: unknown): string {
  const whole = text(value);
  return whole.length > 300 ? `${whole.slice(0, 300)}…` : whole;
}

/** JSON with members in order. */
function text(value: unknown): string {
  return JSON.stringify(value, (_, each) => (typeof each === 'object' && each !== null && !Array.isArray(each)
    ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1))) : each)) ?? 'nothing';
}
