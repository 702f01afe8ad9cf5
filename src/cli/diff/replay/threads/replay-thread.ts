/**
 * The program of a thread that reads files with recorded calls (assets/replay). It asks for one file after the other with a message, and
 * sends the state of its replay after the last one. An error ends the thread, and reaches the one that started it.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { ThreadMessage } from './replay-threads';
import { Replay } from '../../../../trail';
import { readRecords } from '../read-records';
import type { ReplayedChange } from '../replay-files';

function run(port: MessagePort, { before, after }: ReplayedChange): void {
  const replay = new Replay(before, after);
  const send = (message: ThreadMessage) => port.postMessage(message);
  port.on('message', async (file: string | undefined) => {
    if (file !== undefined) {
      await readRecords(file, replay);
      send('next');
      return;
    }
    send(replay.state());
    port.close();
  });
  send('next');
}

// The main thread has no parent.
if (parentPort !== null) run(parentPort, workerData as ReplayedChange);
