import type { GroupWorld } from './group-worlds';
import { groupOfRow, Replay, type ReplayResult } from '../../../src/trail';

/** The calls that a replay distinguishes, with the number of its records, and its result without the resource that stands for several. */
export interface Grouped {
  readonly requests: Readonly<Record<string, number>>;
  readonly result: ReplayResult;
}

export function groupedHere({ base, head, records }: GroupWorld): Grouped {
  return grouped(base, head, (replay) => { for (const each of records) replay.add(each); });
}

/** @param rows of the query, each a list of texts */
export function groupedByQuery({ base, head }: GroupWorld, rows: readonly (readonly (string | null)[])[]): Grouped {
  return grouped(base, head, (replay) => { for (const row of rows) replay.addGroup(groupOfRow(row.map((each) => each ?? undefined))); });
}

function grouped(base: GroupWorld['base'], head: GroupWorld['head'], fill: (replay: Replay) => void): Grouped {
  const requests = new Map<string, number>();
  const replay = new Replay(base, head, (key, records) => requests.set(key, (requests.get(key) ?? 0) + records));
  fill(replay);
  const { principals, ...rest } = replay.result();
  return {
    requests: Object.fromEntries([...requests].sort(([one], [other]) => (one < other ? -1 : 1))),
    result: { ...rest, principals: principals.map((each) => ({ ...each, uses: each.uses.map(({ resource: _, ...use }) => use) })) },
  };
}
