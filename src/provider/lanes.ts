/** A resource in the deployment order, known by its place in the list of all. */
export interface OrderedResource {
  /** Places of what must be there before. */
  readonly predecessors: ReadonlySet<number>;
  /** How many places among those under way it takes: a nested stack several, what is created in no time none. */
  readonly lanes: number;
  /** How long it takes, as a multiple of one resource. */
  readonly rounds: number;
}

/**
 * Lays the resources into lanes, so that one lane has one resource under way at a time, and gives for each resource its predecessors in
 * its lanes (those that a dependency names already left out).
 *
 * It is list scheduling: in rounds, those that may start and have the longest way to the end before them go first.
 * Every edge, given or added, points from an earlier round to a later one, which is why no cycle can come of it. Resources in a
 * cycle (the user's own) are left alone: CloudFormation names them better than we could.
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
    // A resource goes first behind something it waits for anyway: that lane costs no edge.
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

/** Rounds on the longest way from each resource to the end, its own included. */
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
