import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { SharedState } from '../../provider';

const ROUNDS = new SharedState<object | undefined>('synthesis-round');

/** Starts a new round whenever the stage of a construct is validated, which happens before the validation of the constructs in it. */
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

/** An object that identifies the synthesis in progress, during which constructs no longer change; undefined before the first one. */
export function synthesisRound(construct: IConstruct): object | undefined {
  return ROUNDS.get(Stage.of(construct) ?? construct.node.root);
}
