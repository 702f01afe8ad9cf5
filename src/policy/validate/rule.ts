import type { PolicyTypeName } from '../../contract';
import type { PolicyDocument, PolicyProblem } from '../language';
import type { JsonValue } from '../parse-json';

/** Errors: the service refuses the policy. Warnings: the author hardly means what it accepts. Infos: parts that only take up space. */
export type Severity = 'error' | 'warning' | 'info';

export interface SizeLimit {
  /** Characters of the text, or the certain minimum. */
  readonly size: number;
  readonly maxContentLength: number;
}

/** The input of rules. */
export interface Subject {
  readonly type: PolicyTypeName;
  readonly text: string;
  /** Undefined if the text is not JSON. */
  readonly value?: JsonValue;
  /** The readable parts of an authorization policy. */
  readonly document?: PolicyDocument;
  /** The reasons why the text is not JSON, or why the language does not accept it. */
  readonly syntax: readonly PolicyProblem[];
  /** By default, the length of the text and the limit of the type. */
  readonly sizeLimit?: SizeLimit;
}

export interface Rule {
  /** The ID, which is also the name of its page in docs/rules. */
  readonly id: string;
  readonly severity: Severity;
  /** The finding in one line. */
  readonly title: string;
  check(subject: Subject): readonly PolicyProblem[];
}

export interface Finding extends PolicyProblem {
  readonly rule: string;
  readonly severity: Severity;
}
