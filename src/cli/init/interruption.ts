/** The exit code of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

const cleanups = new Set<() => void>();

/** Undoes what is unfinished, latest first, and ends the process. */
export function interrupt(): never {
  process.stderr.write('cdk-org: Interrupted.\n');
  for (const cleanUp of [...cleanups].reverse()) cleanUp();
  process.exit(INTERRUPTED);
}

/** Undoes something on Ctrl-C. @returns what ends that, once the work is complete */
export function onInterrupt(cleanUp: () => void): () => void {
  if (cleanups.size === 0) process.on('SIGINT', interrupt);
  cleanups.add(cleanUp);
  return () => {
    cleanups.delete(cleanUp);
    if (cleanups.size === 0) process.removeListener('SIGINT', interrupt);
  };
}
