/**
 * The program of a thread that reads files with recorded calls (assets/replay). It asks for one file after the other with a message, and
 * sends the state of its replay after the last one. An error ends the thread, and reaches the one that started it.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadMessage } from './replay-threads';
import { Replay } from '../../../../trail';
import { readRecords } from '../read-records';
import type { ReplayedChange } from '../replay-files';

const { before, after } = workerData as ReplayedChange;
const replay = new Replay(before, after);

const send = (message: ThreadMessage) => parentPort!.postMessage(message);

parentPort!.on('message', async (file: string | undefined) => {
  if (file !== undefined) {
    await readRecords(file, replay);
    send('next');
    return;
  }
  send(replay.state());
  parentPort!.close();
});
send('next');
