import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { SharedState } from '../../provider';

const ROUNDS = new SharedState<object | undefined>('synthesis-round');

/** Lets the validation of a construct's stage, which comes before that of everything in it, begin a new round. */
export function beginRounds(construct: IConstruct): void {
  const extent = Stage.of(construct) ?? construct.node.root;
  if (ROUNDS.has(extent)) return;
  ROUNDS.set(extent, undefined);
  extent.node.addValidation({
    validate: () => {
      ROUNDS.set(extent, {});
      return [];
    },
  });
}

/** Stands for the synthesis under way, in which nothing changes any more; undefined before the first one. */
export function synthesisRound(construct: IConstruct): object | undefined {
  return ROUNDS.get(Stage.of(construct) ?? construct.node.root);
}
