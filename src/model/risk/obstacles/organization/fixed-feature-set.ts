import type { Aligned } from '../../../diff/identity/align';
import type { Obstacle } from '../../risk';
import { obstacle } from '../obstacle';

/** An organization cannot give up all features again. Source: AWS Organizations User Guide, "Enabling all features for an organization". */
export function fixedFeatureSet({ base, head }: Aligned, untouched: ReadonlySet<string>): Obstacle[] {
  if (base.id === '' || head.id === '' || base.featureSet === head.featureSet || head.featureSet === 'ALL') return [];
  const address = head.targets.get(head.rootId)?.code?.address;
  if (address !== undefined && untouched.has(address)) return [];
  const isLive = base.code === undefined;
  return [obstacle('featureSetIsFixed', 'Root', `The organization ${isLive ? 'has' : 'had'} all features${isLive ? '' : ' in the code'}, which cannot be given up again`,
    head.featureSet, 'Set the feature set to ALL')];
}
