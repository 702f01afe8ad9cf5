import * as fc from 'fast-check';
import { lanePredecessors, OrderedResource } from '../../src/provider/lanes';

/** Random acyclic graphs: every resource depends only on resources before it in a shuffled order. */
const graphs = fc.integer({ min: 0, max: 40 }).chain((size) => fc.record({
  order: fc.shuffledSubarray(Array.from({ length: size }, (_, place) => place), { minLength: size, maxLength: size }),
  lanes: fc.array(fc.constantFrom(0, 1, 1, 1, 2, 5), { minLength: size, maxLength: size }),
  edges: fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 })), { maxLength: 80 }),
})).map(({ order, lanes, edges }): OrderedResource[] => order.map((_, place) => ({
  lanes: lanes[place],
  rounds: lanes[place] * 2,
  predecessors: new Set(edges
    .filter(([from, to]) => from < order.length && to < order.length && to === place && order[from] < order[to])
    .map(([from]) => from)),
})));

/** The direct and indirect dependencies of each resource; undefined if there is a cycle. */
function closure(predecessors: Set<number>[]): Set<number>[] | undefined {
  const done: (Set<number> | 'open' | undefined)[] = predecessors.map(() => undefined);
  const visit = (place: number): Set<number> => {
    const found = done[place];
    if (found === 'open') throw new Error('cycle');
    if (found) return found;
    done[place] = 'open';
    const all = new Set<number>();
    predecessors[place].forEach((before) => {
      all.add(before);
      visit(before).forEach((further) => all.add(further));
    });
    done[place] = all;
    return all;
  };
  try {
    return predecessors.map((_, place) => visit(place));
  } catch {
    return undefined;
  }
}

function after(...predecessors: number[]): OrderedResource {
  return { lanes: 1, rounds: 1, predecessors: new Set(predecessors) };
}

function withLanes(graph: OrderedResource[], width: number): Set<number>[] {
  const lanes = lanePredecessors(graph, width);
  return graph.map(({ predecessors }, place) => new Set([...predecessors, ...lanes.get(place) ?? []]));
}

/** The maximum number of lanes in progress at the same time, by Dilworth's theorem: those of resources of which none waits for another. */
function widestAntichain(graph: OrderedResource[], before: Set<number>[], width: number): number {
  const copies = graph.flatMap(({ lanes }, place) => Array.from({ length: Math.min(lanes, width) }, () => place));
  const matchedWith = new Map<number, number>();
  const augment = (copy: number, seen: Set<number>): boolean => copies.some((place, other) => {
    if (!before[copies[copy]].has(place) || seen.has(other)) return false;
    seen.add(other);
    if (matchedWith.has(other) && !augment(matchedWith.get(other)!, seen)) return false;
    matchedWith.set(other, copy);
    return true;
  });
  return copies.length - copies.filter((_, copy) => augment(copy, new Set())).length;
}

test('lanes add no cycle, and no more resources than allowed are in progress at the same time', () => {
  fc.assert(fc.property(graphs, fc.integer({ min: 1, max: 6 }), (graph, width) => {
    const before = closure(withLanes(graph, width));
    expect(before).toBeDefined();
    expect(widestAntichain(graph, before!, width)).toBeLessThanOrEqual(width);
  }), { numRuns: 500 });
});

test('lanes add at most one predecessor for each lane that a resource takes, and only predecessors that take lanes', () => {
  fc.assert(fc.property(graphs, (graph) => {
    for (const [place, predecessors] of lanePredecessors(graph, 3)) {
      expect(predecessors.length).toBeLessThanOrEqual(graph[place].lanes);
      for (const predecessor of predecessors) {
        expect(graph[predecessor].lanes).toBeGreaterThan(0);
        expect(graph[place].predecessors.has(predecessor)).toBe(false);
      }
    }
  }));
});

test('a resource that takes several lanes waits for all of them', () => {
  const nested = { lanes: 2, rounds: 1, predecessors: new Set<number>() };
  // The chain of 2 and 3 starts first, together with 1, which fits into the remaining lane.
  expect(lanePredecessors([nested, after(), after(), after(2)], 2).get(0)?.sort()).toEqual([1, 2]);
});

test('the resource with the longest path to the end starts first', () => {
  // 0 and 1 are alone; 2 → 3 → 4 is a chain, which starts first with one lane.
  const lanes = lanePredecessors([after(), after(), after(), after(2), after(3)], 1);
  expect(lanes.has(2)).toBe(false);
});

test('the length of a path includes the rounds of every resource on it', () => {
  // 0 → 1 → 2 → 3 takes four rounds. 4 → 5 takes five, since 4 is a nested stack of three rounds, and starts first with one lane.
  const rounds = (number: number, ...predecessors: number[]) => ({ ...after(...predecessors), rounds: number });
  const lanes = lanePredecessors([after(), after(0), after(1), after(2), rounds(3), rounds(2, 4)], 1);
  expect(lanes.has(4)).toBe(false);
  expect(lanes.get(0)).toEqual([4]);
});

test('resources in a cycle of the user get no lanes', () => {
  expect(lanePredecessors([after(1), after(0)], 2)).toEqual(new Map());
});
