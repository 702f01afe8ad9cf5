import type { Obstacle, ObstacleKind } from '../../model';

/** Found out in the clean-up, where CloudFormation goes on. Source: AWS CloudFormation User Guide, "Understand update behaviors". */
const IN_CLEAN_UP: readonly ObstacleKind[] = ['removalNotAllowed', 'policyTypeInUse', 'destinationDoesNotStay'];

/** What comes of the obstacles: `This deployment will stop`. */
export function obstaclesWords(obstacles: readonly Obstacle[]): string {
  return obstacles.every(({ kind }) => IN_CLEAN_UP.includes(kind))
    ? 'This deployment will not do all that the code says' : 'This deployment will stop';
}
