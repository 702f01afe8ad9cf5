import type { PolicyTypeName } from '../../contract';
import type { PolicyDocument, PolicyProblem } from '../language';
import type { JsonValue } from '../parse-json';

/** Errors are what the service refuses; warnings what it accepts and an author hardly means; infos what only takes space. */
export type Severity = 'error' | 'warning' | 'info';

export interface SizeLimit {
  /** Characters of the text, or the least that is certain. */
  readonly size: number;
  readonly maxContentLength: number;
}

/** What rules look at. */
export interface Subject {
  readonly type: PolicyTypeName;
  readonly text: string;
  /** Undefined if the text is not JSON. */
  readonly value?: JsonValue;
  /** What could be read of an authorization policy. */
  readonly document?: PolicyDocument;
  /** Why the text is not JSON, or what the language does not accept. */
  readonly syntax: readonly PolicyProblem[];
  /** By default, the length of the text and the limit of the type. */
  readonly sizeLimit?: SizeLimit;
}

export interface Rule {
  /** Also the name of its page in docs/rules. */
  readonly id: string;
  readonly severity: Severity;
  /** What it finds, in a line. */
  readonly title: string;
  check(subject: Subject): readonly PolicyProblem[];
}

export interface Finding extends PolicyProblem {
  readonly rule: string;
  readonly severity: Severity;
}
