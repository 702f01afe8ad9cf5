/** A resource in the deployment order, known by its place in the list of all. */
export interface OrderedResource {
  /** Places of what must be there before. */
  readonly predecessors: ReadonlySet<number>;
  /** Whether it takes a place among those under way; what does not is created in no time. */
  readonly counted: boolean;
}

/**
 * Lays the counted resources into lanes, so that one lane has one resource under way at a time, and gives for each resource its
 * predecessor in the lane (absent where a dependency says it already).
 *
 * It is list scheduling: in rounds of equal length, those that may start and have the longest way to the end before them go first.
 * Every edge, given or added, points from an earlier round to a later one, which is why no cycle can come of it. Resources in a
 * cycle (the user's own) are left alone: CloudFormation names them better than we could.
 */
export function lanePredecessors(resources: readonly OrderedResource[], width: number): Map<number, number> {
  const successors: number[][] = resources.map(() => []);
  resources.forEach(({ predecessors }, place) => predecessors.forEach((predecessor) => successors[predecessor].push(place)));
  const heights = heightsOf(resources, successors);

  const waitsFor = resources.map(({ predecessors }) => predecessors.size);
  const added = new Map<number, number>();
  const tails: number[] = [];
  let ready: number[] = [];

  const start = (place: number): void => {
    if (resources[place].counted) ready.push(place);
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
    const round = ready.slice(0, width);
    ready = ready.slice(width);
    const free = new Set(Array.from({ length: width }, (_, lane) => lane));
    const enter = (place: number, lane: number): void => {
      if (tails[lane] !== undefined && !resources[place].predecessors.has(tails[lane])) added.set(place, tails[lane]);
      free.delete(lane);
      tails[lane] = place;
    };
    // A resource goes first behind something it waits for anyway: that lane costs no edge.
    const behindOwnPredecessor = (place: number) => [...free].find((lane) => resources[place].predecessors.has(tails[lane]));
    const others = round.filter((place) => {
      const lane = behindOwnPredecessor(place);
      if (lane !== undefined) enter(place, lane);
      return lane === undefined;
    });
    others.forEach((place) => enter(place, [...free][0]));
    round.forEach(finish);
  }
  return added;
}

/** Counted resources on the longest way from each resource to the end, itself included. */
function heightsOf(resources: readonly OrderedResource[], successors: readonly number[][]): number[] {
  const heights = resources.map(({ counted }) => Number(counted));
  const openSuccessors = successors.map(({ length }) => length);
  const done = openSuccessors.flatMap((open, place) => (open === 0 ? [place] : []));
  for (let place = done.pop(); place !== undefined; place = done.pop()) {
    for (const predecessor of resources[place].predecessors) {
      heights[predecessor] = Math.max(heights[predecessor], heights[place] + Number(resources[predecessor].counted));
      if (--openSuccessors[predecessor] === 0) done.push(predecessor);
    }
  }
  return heights;
}
