/** A resource in the deployment order, identified by its place in the list of all resources. */
export interface OrderedResource {
  /** Places of the resources that must exist before. */
  readonly predecessors: ReadonlySet<number>;
  /** The number of lanes that it takes: several for a nested stack, none for a resource that is created at once. */
  readonly lanes: number;
  /** The time that it takes, as a multiple of one resource. */
  readonly rounds: number;
}

/**
 * Assigns the resources to lanes, so that each lane has one resource in progress at a time. Returns for each resource its predecessors in
 * its lanes, without those that are dependencies already.
 *
 * It is list scheduling: in each round, the resources that may start and have the longest path to the end go first. Every edge, given or
 * added, points from an earlier round to a later one, so that no cycle is added. Resources in a cycle of the user's own dependencies are
 * ignored, since CloudFormation reports it.
 */
export function lanePredecessors(resources: readonly OrderedResource[], width: number): Map<number, number[]> {
  const successors: number[][] = resources.map(() => []);
  resources.forEach(({ predecessors }, place) => predecessors.forEach((predecessor) => successors[predecessor].push(place)));
  const heights = heightsOf(resources, successors);
  const lanesOf = (place: number) => Math.min(resources[place].lanes, width);

  const waitsFor = resources.map(({ predecessors }) => predecessors.size);
  const added = new Map<number, number[]>();
  const tails: number[] = [];
  let ready: number[] = [];

  const start = (place: number): void => {
    if (resources[place].lanes > 0) ready.push(place);
    else finish(place);
  };
  const finish = (place: number): void => {
    for (const successor of successors[place]) {
      if (--waitsFor[successor] === 0) start(successor);
    }
  };

  resources.forEach(({ predecessors }, place) => {
    if (predecessors.size === 0) start(place);
  });
  while (ready.length > 0) {
    ready.sort((a, b) => heights[b] - heights[a] || a - b);
    let room = width;
    const round = ready.filter((place) => {
      const fits = lanesOf(place) <= room;
      if (fits) room -= lanesOf(place);
      return fits;
    });
    ready = ready.filter((place) => !round.includes(place));
    const free = new Set(Array.from({ length: width }, (_, lane) => lane));
    const enter = (place: number, lanes: readonly number[]): void => {
      const before = new Set(lanes.flatMap((lane) => tails[lane] ?? []));
      const unsaid = [...before].filter((tail) => !resources[place].predecessors.has(tail));
      if (unsaid.length > 0) added.set(place, unsaid);
      for (const lane of lanes) {
        free.delete(lane);
        tails[lane] = place;
      }
    };
    const behind = (place: number) => [...free].filter((lane) => resources[place].predecessors.has(tails[lane]));
    // A resource preferably takes a lane behind a resource that it depends on already, which adds no edge.
    const others = round.filter((place) => {
      const lanes = behind(place).slice(0, lanesOf(place));
      if (lanes.length === lanesOf(place)) enter(place, lanes);
      return lanes.length < lanesOf(place);
    });
    others.forEach((place) => enter(place, [...new Set([...behind(place), ...free])].slice(0, lanesOf(place))));
    round.forEach(finish);
  }
  return added;
}

/** The number of rounds on the longest path from each resource to the end, including its own. */
function heightsOf(resources: readonly OrderedResource[], successors: readonly number[][]): number[] {
  const heights = resources.map(({ rounds }) => rounds);
  const openSuccessors = successors.map(({ length }) => length);
  const done = openSuccessors.flatMap((open, place) => (open === 0 ? [place] : []));
  for (let place = done.pop(); place !== undefined; place = done.pop()) {
    for (const predecessor of resources[place].predecessors) {
      heights[predecessor] = Math.max(heights[predecessor], heights[place] + resources[predecessor].rounds);
      if (--openSuccessors[predecessor] === 0) done.push(predecessor);
    }
  }
  return heights;
}
