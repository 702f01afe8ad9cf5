import { Network } from '../../../src/rehearsal/network/network';
import { VirtualTime } from '../../../src/rehearsal/time/virtual-time';

const REQUEST = { method: 'POST', host: 'service', path: '/', headers: {}, body: '' };

test('a service that never answers still handles the request, and the network reports neither an answer nor a failure', async () => {
  const time = new VirtualTime(0);
  let served = 0;
  const network = new Network(time, () => 0.5, () => () => {
    served += 1;
    return { status: 200, headers: {}, body: '', neverAnswers: served === 1 };
  });
  const heard: string[] = [];
  const send = () => network.send(REQUEST, () => heard.push('answered'), () => heard.push('failed'));
  await time.run(async () => {
    send();
    await time.sleep(3_600_000);
    expect([served, heard]).toEqual([1, []]);
    send();
    await time.sleep(1_000);
  });
  expect([served, heard]).toEqual([2, ['answered']]);
});
