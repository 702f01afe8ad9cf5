import * as fc from 'fast-check';
import { lanePredecessors, OrderedResource } from '../../src/provider/lanes';

/** Random acyclic graphs: every resource waits only for resources before it in a shuffled order. */
const graphs = fc.integer({ min: 0, max: 40 }).chain((size) => fc.record({
  order: fc.shuffledSubarray(Array.from({ length: size }, (_, place) => place), { minLength: size, maxLength: size }),
  counted: fc.array(fc.boolean(), { minLength: size, maxLength: size }),
  edges: fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 })), { maxLength: 80 }),
})).map(({ order, counted, edges }): OrderedResource[] => order.map((_, place) => ({
  counted: counted[place],
  predecessors: new Set(edges
    .filter(([from, to]) => from < order.length && to < order.length && to === place && order[from] < order[to])
    .map(([from]) => from)),
})));

/** Everything that each resource waits for, directly or not; undefined if there is a cycle. */
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
  return { counted: true, predecessors: new Set(predecessors) };
}

function withLanes(graph: OrderedResource[], width: number): Set<number>[] {
  const lanes = lanePredecessors(graph, width);
  return graph.map(({ predecessors }, place) => new Set([...predecessors, ...(lanes.has(place) ? [lanes.get(place)!] : [])]));
}

/** The most counted resources of which none waits for another: those that can be under way at once, by Dilworth's theorem. */
function widestAntichain(graph: OrderedResource[], before: Set<number>[]): number {
  const places = graph.flatMap(({ counted }, place) => (counted ? [place] : []));
  const matchedWith = new Map<number, number>();
  const augment = (place: number, seen: Set<number>): boolean => places.some((other) => {
    if (!before[place].has(other) || seen.has(other)) return false;
    seen.add(other);
    if (matchedWith.has(other) && !augment(matchedWith.get(other)!, seen)) return false;
    matchedWith.set(other, place);
    return true;
  });
  return places.length - places.filter((place) => augment(place, new Set())).length;
}

test('lanes add no cycle and let no more resources be under way at once than allowed', () => {
  fc.assert(fc.property(graphs, fc.integer({ min: 1, max: 6 }), (graph, width) => {
    const before = closure(withLanes(graph, width));
    expect(before).toBeDefined();
    expect(widestAntichain(graph, before!)).toBeLessThanOrEqual(width);
  }), { numRuns: 500 });
});

test('lanes give each counted resource at most one more predecessor, itself a counted one', () => {
  fc.assert(fc.property(graphs, (graph) => {
    for (const [place, predecessor] of lanePredecessors(graph, 3)) {
      expect([graph[place].counted, graph[predecessor].counted]).toEqual([true, true]);
      expect(graph[place].predecessors.has(predecessor)).toBe(false);
    }
  }));
});

test('the longest way to the end goes first', () => {
  // 0 and 1 are alone; 2 → 3 → 4 is a chain: with one lane the chain begins.
  const lanes = lanePredecessors([after(), after(), after(), after(2), after(3)], 1);
  expect(lanes.has(2)).toBe(false);
});

test('resources in a cycle of the user are left alone', () => {
  expect(lanePredecessors([after(1), after(0)], 2)).toEqual(new Map());
});
