import { Duration } from 'aws-cdk-lib';
import { problem } from '../../validation';

/** How Amazon S3 calls the authentication of a presigned URL and of a presigned form (`s3:authType`). */
export const PRESIGNED = ['REST-QUERY-STRING', 'POST'];

/** The age after which no signature of version 4 is valid. */
const LONGEST = Duration.days(7);

/** A message about an age that presigned requests cannot have. */
export function ageProblems(maximumAge: Duration): string[] {
  if (maximumAge.isUnresolved()) {
    return [problem({ wrong: 'The maximum age is known only at deployment', given: maximumAge.toString(), remedy: 'Give a number: it is computed in milliseconds' })];
  }
  const milliseconds = maximumAge.toMilliseconds({ integral: false });
  if (milliseconds >= 1000 && milliseconds <= LONGEST.toMilliseconds()) return [];
  return [problem({
    wrong: 'The maximum age is one that a presigned request cannot have', given: maximumAge.toHumanString(), remedy: 'Give from 1 second to 7 days',
  })];
}
