import type { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ROW_METADATA, type RowMetadata } from '../../contract';
import { SharedState } from '../../provider';

const ROWS = new SharedState<string>('row');

/**
 * Notes the row that describes a construct: for messages at synthesis, and in the cloud assembly for reviews. No template has it, so that a
 * row that changes its line deploys nothing.
 */
export function noteRow(construct: IConstruct, resource: CfnResource | undefined, { file, line }: Pick<RowMetadata, 'file' | 'line'>): void {
  ROWS.set(construct, `${file}:${line}`);
  if (resource === undefined) return;
  const nested: string[] = [];
  for (let stack: Stack = resource.stack; stack.nestedStackParent !== undefined; stack = stack.nestedStackParent) {
    nested.unshift(stack.nestedStackResource!.logicalId);
  }
  resource.node.addMetadata(ROW_METADATA, { file, line, resource: [...nested, resource.logicalId].join('/') } satisfies RowMetadata);
}

/** The place of the row that describes a construct, or the one around it: `fleet/payments.yaml:12`. */
export function rowOf(construct: IConstruct): string | undefined {
  return ROWS.get(construct) ?? (construct.node.scope && ROWS.get(construct.node.scope));
}
