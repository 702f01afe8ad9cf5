/**
 * The program of the confined process (assets/confined): runs bundles that nobody has to trust, with a clock and a network that are
 * messages to the rehearsal. It reads one line, runs its commands, lets one turn of the event loop drain, and answers one line; then it
 * blocks until the next line, so that nothing runs in between.
 */
import { assertConfined, closeProcess } from './close-process';
import { ConfinedEnvironments } from './environments';
import { readLine, writeLine } from './pipe';
import { type ConfinedStart, type ConfinedTurn, READY } from '../protocol';

declare const start: ConfinedStart | undefined;

// Taken before any bundle runs, which may replace what everybody can reach.
const { parse, stringify } = JSON;
const nextTurn = setImmediate;
const exit = process.exit.bind(process);

function serve(environments: ConfinedEnvironments): void {
  const line = readLine();
  if (line === undefined) {
    exit(0);
    return;
  }
  environments.run(parse(line) as ConfinedTurn);
  nextTurn(() => {
    writeLine(stringify(environments.messages.splice(0)));
    serve(environments);
  });
}

async function main(seed: number): Promise<void> {
  assertConfined();
  const environments = new ConfinedEnvironments(seed);
  await closeProcess();
  writeLine(READY);
  serve(environments);
}

// It is there in a confined process only.
if (typeof start !== 'undefined') void main(start.seed);
