import type { DependencyGraph } from '../../../assembly';

/** Runs the work of each node after the work of all its dependencies, and independent nodes in parallel. */
export async function runGraph(graph: DependencyGraph, work: (id: string) => Promise<void>): Promise<void> {
  const started = new Map<string, Promise<void>>();
  const start = async (id: string): Promise<void> => {
    const running = started.get(id);
    if (running) {
      return running;
    }
    const result = Promise.all((graph.get(id) ?? []).map(start)).then(async () => work(id));
    started.set(id, result);
    return result;
  };
  await Promise.all([...graph.keys()].map(start));
}
