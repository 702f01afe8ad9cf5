/** Time as a parameter: tests and rehearsals wait without waiting. All values are milliseconds. */
export interface Clock {
  /** Since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}
