import type { Obstacle, ObstacleKind } from '../../src/model';
import { obstaclesWords } from '../../src/report/wording/words';

test('an account that stays although the code says otherwise stops no deployment', () => {
  const of = (...kinds: ObstacleKind[]): Obstacle[] => kinds.map((kind) => ({ kind, subject: 'shop', message: 'wrong' }));
  expect([of('removalNotAllowed'), of('taken'), of('removalNotAllowed', 'taken'), of('destinationDoesNotStay')].map(obstaclesWords)).toEqual([
    'This deployment will not do all that the code says', 'This deployment will stop', 'This deployment will stop',
    'This deployment will not do all that the code says',
  ]);
});
