import { NESTED_STACK_TYPE } from '../assembly';
import type { ProgressEvent } from './cloudformation/cloud';
import { DELETED, type DeployedStack } from './cloudformation/records';
import type { ResourceResult } from './rehearsal-result';

const CANCELLED = /^Resource (creation|update) cancelled$/;

/** Follows the events of a rehearsal, and knows the result of every resource at its end. */
export class Progress {
  private readonly last = new Map<string, ProgressEvent>();
  private readonly failures = new Map<string, ProgressEvent>();

  constructor(private readonly listener: (event: ProgressEvent) => void) {}

  public add(event: ProgressEvent): void {
    const key = keyOf(event.stackId, event.logicalId);
    this.last.set(key, event);
    const failure = this.failures.get(key);
    if (event.status.endsWith('_FAILED') && (!failure || !CANCELLED.test(event.reason ?? ''))) {
      this.failures.set(key, event);
    } else if (failure?.status === 'DELETE_FAILED' && event.status === 'DELETE_COMPLETE') {
      this.failures.delete(key);
    }
    this.listener(event);
  }

  public resources(stacks: Iterable<DeployedStack>): ResourceResult[] {
    const results = new Map<string, ResourceResult>();
    for (const stack of stacks) {
      if (stack.status !== DELETED) {
        for (const [logicalId, { type, path, physicalId, status }] of Object.entries(stack.resources)) {
          results.set(keyOf(stack.id, logicalId), { stack: stack.name, region: stack.region, logicalId, path, type, physicalId, status });
        }
      }
    }
    for (const [key, { stack, stackId, logicalId, path, type, physicalId, status }] of this.last) {
      const isStack = type === NESTED_STACK_TYPE && stack === logicalId;
      if (!results.has(key) && !isStack) {
        results.set(key, { stack, region: stackId.split(':')[3], logicalId, path, type, physicalId, status });
      }
    }
    return [...results].map(([key, result]) => {
      const failure = this.failures.get(key);
      return { ...result, ...(failure?.reason === undefined ? {} : { reason: `${result.path ?? result.logicalId}: ${failure.reason}` }) };
    });
  }
}

/** The key of a resource. A stack that is created again in the same place counts as the same stack, although it has a different ID. */
function keyOf(stackId: string, logicalId: string): string {
  return `${stackId.slice(0, stackId.lastIndexOf('/'))}|${logicalId}`;
}
