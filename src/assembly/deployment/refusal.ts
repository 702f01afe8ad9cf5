import { AssemblyError } from '../assembly-error';
import { asText } from '../record';

/** A part of a cloud assembly because of which nobody can say what a deployment does, or which runs code where it is deployed. */
export interface Refusal {
  /** The address of the stack. Undefined: the assembly as a whole. */
  readonly stack?: string;
  readonly problem: string;
  readonly given: string;
  readonly advice: string;
  /**
   * The SHA-256 of what the deployment would run. A person who has read it can acknowledge it.
   * @default - it cannot be acknowledged
   */
  readonly digest?: string;
  /** Whether it counts only for stacks in accounts of the organization's stacks. */
  readonly onlyPrivileged?: true;
}

export const SYNTHESIZE_AGAIN = 'Synthesize the app again with a stack synthesizer of the CDK, and do not edit its output.';

export function refusal(problem: string, given: unknown, advice: string = SYNTHESIZE_AGAIN): Refusal {
  return { problem, given: asText(given).slice(0, 300), advice };
}

export function errorOf({ stack, problem, given, advice }: Refusal): AssemblyError {
  return new AssemblyError(problem, stack === undefined ? given : `${stack}: ${given}`, advice);
}
