/**
 * The effect of removing trusted access or a delegated administrator, and whether enabling or registering it again restores everything.
 *
 * - `something`: AWS documents a loss that lasts.
 * - `nothing`: AWS documents that nothing is lost but access.
 * - `doubtful`: AWS documents an effect, and not whether it lasts.
 * - `unknown`: no document was found that says it.
 * - `unsupported`: the service has no delegated administrators.
 */
export interface RemovalEffect {
  readonly loses: 'something' | 'nothing' | 'doubtful' | 'unknown' | 'unsupported';
  readonly reason: string;
  /** The document that describes the effect, or the one that was read for it in vain. */
  readonly source: string;
}

/** The page of the AWS Organizations User Guide that the service has. */
export const USER_GUIDE = 'AWS Organizations User Guide, page of the service';

const SERVICE_LIST = 'AWS Organizations User Guide, "AWS services that you can use with AWS Organizations"';

export function losesSomething(reason: string, source = USER_GUIDE): RemovalEffect {
  return { loses: 'something', reason, source };
}

export function losesNothing(reason: string, source = USER_GUIDE): RemovalEffect {
  return { loses: 'nothing', reason, source };
}

export function doubtful(reason: string, source = USER_GUIDE): RemovalEffect {
  return { loses: 'doubtful', reason, source };
}

export function unknown(source = USER_GUIDE): RemovalEffect {
  return { loses: 'unknown', reason: 'not known', source };
}

export function unsupported(): RemovalEffect {
  return { loses: 'unsupported', reason: 'no delegated administrators', source: SERVICE_LIST };
}
