import { sampleRehearsal } from './sample-rehearsal';
import { writingCallsTitle } from '../../src/report/rehearsal-summary';

test('one call has no order', () => {
  const [call] = sampleRehearsal().writingCalls;
  expect([[call], [call, call]].map(writingCallsTitle)).toEqual([
    'The writing call of the rehearsal', 'The 2 writing calls of the rehearsal, in their order',
  ]);
});
